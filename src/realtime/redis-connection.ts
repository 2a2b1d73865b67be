import { Redis, type RedisOptions } from "ioredis";
import { SECOND } from "../lib/time.ts";

/** Milliseconds between two pings, and for which an answer is waited. A subscriber whose host had vanished stayed deaf for 29 s without. */
const PING_EVERY = 1 * SECOND;
const PING_DEADLINE = 1.5 * SECOND;
const MAX_RETRY_DELAY = 1 * SECOND;

const base: RedisOptions = {
  // Nothing waits for a Redis that is gone, and nothing stale is sent once it is back.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 2 * SECOND,
  retryStrategy: (attempt) =>
    Math.min(50 * 2 ** Math.min(attempt, 5), MAX_RETRY_DELAY) * (0.5 + Math.random() / 2),
};

/** A Redis connection that notices within seconds when the other side falls silent. */
export class RedisConnection {
  readonly redis: Redis;
  #alive = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  readonly #onUp: () => void;

  constructor(url: string, options: RedisOptions, onUp: () => void = () => undefined) {
    this.#onUp = onUp;
    this.redis = new Redis(url, { ...base, ...options });
    // Every failure also shows as a state; an unheard `error` event would end the process.
    this.redis.on("error", () => undefined);
    this.redis.on("ready", () => this.#up());
    this.redis.on("close", () => this.#down());
    this.#watch = setInterval(() => void this.#ping(), PING_EVERY);
  }

  get alive(): boolean {
    return this.#alive;
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.redis.disconnect();
    await Promise.resolve();
  }

  #up(): void {
    this.#alive = true;
    this.#onUp();
  }

  #down(): void {
    this.#alive = false;
  }

  async #ping(): Promise<void> {
    if (!this.#alive) return;
    const answered = this.redis.ping().then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([answered, Bun.sleep(PING_DEADLINE).then(() => false)]);
    if (inTime || !this.#alive) return;
    this.#down();
    this.redis.disconnect(true);
  }
}
