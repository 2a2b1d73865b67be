/** Scopes remembered at most; past that the whole replica counts as stale until its next sync. */
const MAX_SCOPES = 10_000;

/**
 * What was written since the replica last caught up. A read names what it must see (`room:…`, `user:…`); while one of
 * these is stale the primary is asked instead, so people read their own writes and what events told them of.
 */
export class Freshness {
  /** Changes are counted rather than timed: clocks jump, and each thread has one of its own. */
  #count = 0;
  readonly #changedAt = new Map<string, number>();
  #everythingAt: number | undefined;
  #open = false;

  /** Something in this scope was committed, here or on another node. Returns the number of the change. */
  changed(scope: string): number {
    const number = ++this.#count;
    if (this.#changedAt.size < MAX_SCOPES) this.#changedAt.set(scope, number);
    else this.#everythingAt = number;
    return number;
  }

  /** Nothing is known of the replica any more, until a sync that began after this. */
  forget(): number {
    this.#everythingAt = ++this.#count;
    return this.#everythingAt;
  }

  /** A sync ended well that began when the changes up to this number had been told. */
  synced(upTo: number): void {
    this.#open = true;
    if (this.#everythingAt !== undefined && this.#everythingAt <= upTo) this.#everythingAt = undefined;
    for (const [scope, number] of this.#changedAt) if (number <= upTo) this.#changedAt.delete(scope);
  }

  /** Whether the replica may answer a read of these scopes. Before its first sync it may answer none. */
  covers(scopes: readonly string[]): boolean {
    return (
      this.#open && this.#everythingAt === undefined && scopes.every((scope) => !this.#changedAt.has(scope))
    );
  }
}
