/** Milliseconds between two turns at the door. */
const EVERY = 2;
/**
 * Newcomers of one turn: as many at most, however quiet it is, so eight thousand a second. Thirty-two brought ten
 * thousand back in 1.6 s instead of 2.1, and those inside waited twice as long meanwhile (bench/disturbance).
 */
const MOST = 16;
/** By how many more each turn that comes in time is larger than the one before. */
const GROWTH = 2;
/** Milliseconds by which a turn may come late before fewer are let in: what the loop does for those inside goes first. */
const LATE = 2;
/** Milliseconds that somebody waits at most: less than a client's patience, and than the time to authenticate in. */
const PATIENCE = 8000;
const MAX_WAITING = 20_000;

type Newcomer = { enter: (admitted: boolean) => void; gone: () => boolean; since: number };

/**
 * The door for new connections. Alone, a newcomer passes at once. Where many come together, each costing a fraction of
 * a millisecond, they are let in a few at a time, fewer the later the loop's timers run, so that ten thousand who come
 * back do not hold up those who are inside. Who would wait too long is told to come back later.
 */
export class Admission {
  #waiting: Newcomer[] = [];
  #allowance = MOST;
  /** Newcomers of the next turn. */
  #size = MOST;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #patience: number;

  /** Milliseconds; only tests shorten it. */
  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get full(): boolean {
    return this.#waiting.length >= MAX_WAITING;
  }

  /** Resolves with true when it is this newcomer's turn, with false when it must come back later. */
  turn(gone: () => boolean): Promise<boolean> {
    const since = performance.now();
    this.#timer ??= setTimeout(() => this.#next(since + EVERY), EVERY);
    if (this.#waiting.length === 0 && this.#allowance > 0) {
      this.#allowance -= 1;
      return Promise.resolve(true);
    }
    if (this.full) return Promise.resolve(false);
    return new Promise((enter) => this.#waiting.push({ enter, gone, since }));
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const { enter } of this.#waiting.splice(0)) enter(false);
  }

  #next(due: number): void {
    const now = performance.now();
    // Additive increase, multiplicative decrease, as for a congested line.
    this.#size = now - due > LATE ? Math.max(1, this.#size >> 1) : Math.min(MOST, this.#size + GROWTH);
    this.#allowance = this.#size;
    this.#letIn(now);
    this.#timer = undefined;
    if (this.#waiting.length > 0 || this.#size < MOST)
      this.#timer = setTimeout(() => this.#next(performance.now() + EVERY), EVERY);
  }

  /** Those who went away meanwhile cost nobody a place. */
  #letIn(now: number): void {
    let passed = 0;
    for (const { enter, gone, since } of this.#waiting) {
      const late = now - since > this.#patience;
      if (!late && !gone() && this.#allowance === 0) break;
      passed += 1;
      if (!late && !gone()) this.#allowance -= 1;
      enter(!late);
    }
    this.#waiting.splice(0, passed);
  }
}
