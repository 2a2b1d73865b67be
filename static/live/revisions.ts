type Change = { roomId: string; revision: number; after: number };

/**
 * Up to which revision each room is known. The rule of the contract: a change counts when what it comes after is held
 * already; one that is held is old; any other leaves a gap, and the server is asked to fill it.
 */
export class Revisions {
  #held = new Map<string, number>();

  judge({ roomId, revision, after }: Change): "take" | "old" | "gap" | "unknown" {
    const held = this.#held.get(roomId);
    if (held === undefined) return "unknown";
    if (revision <= held) return "old";
    return after <= held ? "take" : "gap";
  }

  get(roomId: string): number | undefined {
    return this.#held.get(roomId);
  }

  /** What the page now shows, also where that is less than was held before. */
  set(roomId: string, revision: number): void {
    this.#held.set(roomId, revision);
  }

  raise(roomId: string, revision: number): void {
    this.#held.set(roomId, Math.max(revision, this.#held.get(roomId) ?? 0));
  }

  /** Forgets the rooms that are no longer listed. */
  keepOnly(roomIds: ReadonlySet<string>): void {
    for (const roomId of this.#held.keys()) if (!roomIds.has(roomId)) this.#held.delete(roomId);
  }

  all(): Record<string, number> {
    return Object.fromEntries(this.#held);
  }
}
