import { Redis, type RedisOptions } from "ioredis";
import { SECOND } from "../lib/time.ts";

/** Milliseconds between two pings, and for which an answer is waited. A subscriber whose host had vanished stayed deaf for 29 s without. */
const PING_EVERY = 1 * SECOND;
const PING_DEADLINE = 1.5 * SECOND;
const MAX_RETRY_DELAY = 1 * SECOND;
/** Milliseconds in which a connection that was accepted must be of use; and for which a dead one may take to end. */
const READY_WITHIN = 2 * SECOND;
const DISCONNECT_WITHIN = 0.5 * SECOND;

const base: RedisOptions = {
  // Nothing waits for a Redis that is gone, and nothing stale is sent once it is back.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 2 * SECOND,
  disconnectTimeout: DISCONNECT_WITHIN,
  retryStrategy: (attempt) =>
    Math.min(50 * 2 ** Math.min(attempt, 5), MAX_RETRY_DELAY) * (0.5 + Math.random() / 2),
};

/** A Redis connection that notices within seconds when the other side falls silent. */
export class RedisConnection {
  readonly redis: Redis;
  #alive = false;
  /** When the far side accepted a connection that is not of use yet. */
  #acceptedAt: number | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  readonly #onUp: () => void;

  constructor(url: string, options: RedisOptions, onUp: () => void = () => undefined) {
    this.#onUp = onUp;
    this.redis = new Redis(url, { ...base, ...options });
    // Every failure also shows as a state; an unheard `error` event would end the process.
    this.redis.on("error", () => undefined);
    this.redis.on("connect", () => (this.#acceptedAt = performance.now()));
    this.redis.on("ready", () => this.#up());
    this.redis.on("close", () => this.#down());
    this.#watch = setInterval(() => (this.#alive ? void this.#ping() : this.#hurry()), PING_EVERY);
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
    this.#acceptedAt = undefined;
    this.#onUp();
  }

  #down(): void {
    this.#alive = false;
    this.#acceptedAt = undefined;
  }

  /** Accepted and never answered, as by a host that hangs or has vanished since: the library would wait for ever. */
  #hurry(): void {
    if (this.#acceptedAt === undefined || performance.now() - this.#acceptedAt < READY_WITHIN) return;
    this.#acceptedAt = undefined;
    this.redis.disconnect(true);
  }

  async #ping(): Promise<void> {
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
