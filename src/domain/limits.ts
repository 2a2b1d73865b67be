import { rateLimited } from "../lib/errors.ts";
import type { Rate, RateLimiter, Verdict } from "../lib/rate-limiter.ts";

export type LimitName =
  | "registrations"
  | "failedLogins"
  | "messages"
  | "uploads"
  | "reports"
  | "searches"
  | "requests"
  | "mails"
  | "handovers";

/** The named limits of the product. `undefined` rates: everything is allowed (load tests). */
export class Limits {
  readonly #limiter: RateLimiter;
  readonly #rates: Record<LimitName, Rate> | undefined;
  readonly #onHit: (name: LimitName) => void;

  constructor(
    limiter: RateLimiter,
    rates: Record<LimitName, Rate> | undefined,
    onHit: (name: LimitName) => void = () => undefined,
  ) {
    this.#limiter = limiter;
    this.#rates = rates;
    this.#onHit = onHit;
  }

  /** Takes one for `subject` (a user's id, an address), or throws `rate_limited`. */
  async take(name: LimitName, subject: string): Promise<Verdict | undefined> {
    const verdict = await this.check(name, subject);
    if (verdict && !verdict.allowed) throw rateLimited({ name, verdict });
    return verdict;
  }

  /** Takes one and leaves it to the caller what a refusal means; undefined where nothing is limited. */
  async check(name: LimitName, subject: string): Promise<Verdict | undefined> {
    if (!this.#rates) return undefined;
    const verdict = await this.#limiter.take(`${name}:${subject}`, this.#rates[name]);
    if (!verdict.allowed) this.#onHit(name);
    return verdict;
  }

  /** One in so many seconds, which is a rule of a room and no protection of ours: also where nothing is limited. */
  async pace(name: string, subject: string, periodSeconds: number): Promise<Verdict> {
    // What was taken under another period does not count under this one.
    return this.#limiter.take(`${name}:${periodSeconds}:${subject}`, { limit: 1, periodSeconds });
  }

  async unpace(name: string, subject: string, periodSeconds: number): Promise<void> {
    await this.#limiter.giveBack(`${name}:${periodSeconds}:${subject}`, { limit: 1, periodSeconds });
  }

  async giveBack(name: LimitName, subject: string): Promise<void> {
    if (this.#rates) await this.#limiter.giveBack(`${name}:${subject}`, this.#rates[name]);
  }
}
