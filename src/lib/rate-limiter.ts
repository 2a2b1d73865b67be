/** GCRA (ITU-T I.371, as in redis-cell): one number a key, no window edges, a burst of `limit` and then a steady rate. */

export type Rate = { limit: number; periodSeconds: number };
export type Verdict = {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the whole allowance is back. */
  resetSeconds: number;
  /** Seconds until one more is allowed; 0 when it is. */
  retryAfter: number;
};

export interface RateLimiter {
  /** Takes one from the allowance of `key`, or says when to come back. */
  take(key: string, rate: Rate): Promise<Verdict>;
  /** Returns one that turned out not to count, such as a login that succeeded. */
  giveBack(key: string, rate: Rate): Promise<void>;
}

/** The decision for one request at `now`, given the stored arrival time. Milliseconds throughout. */
export function gcra(
  arrival: number,
  now: number,
  { limit, periodSeconds }: Rate,
): { arrival: number; verdict: Verdict } {
  const period = periodSeconds * 1000;
  const interval = period / limit;
  const next = Math.max(arrival, now) + interval;
  const wait = next - period - now;
  // Sums of fractions are not exact: a whole period would else be a hair too long for a limit of one.
  const allowed = wait <= 1e-3;
  const kept = allowed ? next : arrival;
  const remaining = Math.max(0, Math.floor((period - (kept - now)) / interval + 1e-9));
  const seconds = (milliseconds: number) => Math.max(0, Math.ceil(milliseconds / 1000 - 1e-6));
  return {
    arrival: kept,
    verdict: {
      allowed,
      limit,
      remaining,
      resetSeconds: seconds(kept - now),
      retryAfter: allowed ? 0 : Math.max(1, seconds(wait)),
    },
  };
}

/** Keys remembered at once; the one longest unused is forgotten first. */
const MAX_KEYS = 100_000;

/** The limiter of a process that is alone, or that has lost Redis. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #arrivals = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  take(key: string, rate: Rate): Promise<Verdict> {
    const { arrival, verdict } = gcra(this.#arrivals.get(key) ?? 0, this.#now(), rate);
    this.#keep(key, arrival);
    return Promise.resolve(verdict);
  }

  giveBack(key: string, { limit, periodSeconds }: Rate): Promise<void> {
    const arrival = this.#arrivals.get(key);
    if (arrival !== undefined) this.#keep(key, arrival - (periodSeconds * 1000) / limit);
    return Promise.resolve();
  }

  #keep(key: string, arrival: number): void {
    this.#arrivals.delete(key);
    this.#arrivals.set(key, arrival);
    if (this.#arrivals.size <= MAX_KEYS) return;
    const [oldest] = this.#arrivals.keys();
    if (oldest !== undefined) this.#arrivals.delete(oldest);
  }
}
