/** Scopes remembered at most; past that the whole replica counts as stale until its next sync. */
const MAX_SCOPES = 10_000;

/**
 * What was written since the replica last caught up. A read names what it must see (`room:…`, `user:…`); while one of
 * these is stale the primary is asked instead, so people read their own writes and what events told them of.
 */
export class Freshness {
  readonly #changedAt = new Map<string, number>();
  #everythingAt: number | undefined;
  #open = false;

  /** Something in this scope was committed, here or on another node. */
  changed(scope: string, now = Date.now()): void {
    if (this.#changedAt.size < MAX_SCOPES) this.#changedAt.set(scope, now);
    else this.#everythingAt = now;
  }

  /** The replica holds all that was committed before `startedAt`. */
  synced(startedAt: number): void {
    this.#open = true;
    if (this.#everythingAt !== undefined && this.#everythingAt < startedAt) this.#everythingAt = undefined;
    for (const [scope, at] of this.#changedAt) if (at < startedAt) this.#changedAt.delete(scope);
  }

  /** Whether the replica may answer a read of these scopes. Before its first sync it may answer none. */
  covers(scopes: readonly string[]): boolean {
    return (
      this.#open && this.#everythingAt === undefined && scopes.every((scope) => !this.#changedAt.has(scope))
    );
  }
}
