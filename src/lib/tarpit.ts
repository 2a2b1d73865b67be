import { MemoryRateLimiter } from "./rate-limiter.ts";
import { SECOND } from "./time.ts";

/** Refusals of one subject that are given at once. */
const AT_ONCE = { limit: 100, periodSeconds: 10 };
/** Milliseconds for which each further one waits. */
const WAIT = 1 * SECOND;

/**
 * Slows down whoever asks on and on although they are refused: a refusal costs little, but fourteen thousand a second of
 * them took a whole core from everyone else (bench/disturbance).
 */
export class Tarpit {
  readonly #refusals = new MemoryRateLimiter();

  /** Resolves when the refusal may be given. */
  async refused(subject: string): Promise<void> {
    const { allowed } = await this.#refusals.take(subject, AT_ONCE);
    if (!allowed) await Bun.sleep(WAIT);
  }
}
