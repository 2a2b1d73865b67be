import type { Broker } from "./broker.ts";
import { RedisConnection } from "./redis-connection.ts";

const PREFIX = "wisp:";
/** Publishes that may be under way at once; past that a word is dropped, as Redis itself may drop it. */
const MAX_IN_FLIGHT = 10_000;

export type RedisBrokerOptions = {
  nodeId: string;
  url: string;
  subscribeUrl: string;
  onDropped?: () => void;
  /** Told of a word that its listener could not make sense of. */
  onError?: (error: unknown) => void;
};

/**
 * Redis pub/sub. Publishing goes to the primary, subscribing may use a replica nearby (a replica passes its primary's
 * messages on). A node's own words come back to it and are known by the node's id before the payload.
 */
export class RedisBroker implements Broker {
  readonly #nodeId: string;
  readonly #publisher: RedisConnection;
  readonly #subscriber: RedisConnection;
  readonly #channels = new Set<string>();
  readonly #onDropped: () => void;
  readonly #onError: (error: unknown) => void;
  #inFlight = 0;
  #recovered: () => void = () => undefined;

  constructor({
    nodeId,
    url,
    subscribeUrl,
    onDropped = () => undefined,
    onError = () => undefined,
  }: RedisBrokerOptions) {
    this.#nodeId = nodeId;
    this.#onError = onError;
    this.#onDropped = onDropped;
    this.#publisher = new RedisConnection(url, { enableAutoPipelining: true });
    this.#subscriber = new RedisConnection(
      subscribeUrl,
      { autoResubscribe: false },
      () => void this.#resubscribe(),
    );
  }

  get state(): "up" | "down" {
    return this.#publisher.alive && this.#subscriber.alive ? "up" : "down";
  }

  publish(channel: string, payload: string): void {
    if (!this.#publisher.alive || this.#inFlight >= MAX_IN_FLIGHT) return this.#onDropped();
    this.#inFlight += 1;
    this.#publisher.redis
      .publish(PREFIX + channel, `${this.#nodeId}\n${payload}`)
      .catch(() => this.#onDropped())
      .finally(() => (this.#inFlight -= 1));
  }

  async subscribe(channel: string): Promise<void> {
    this.#channels.add(channel);
    if (!this.#subscriber.alive) return;
    await this.#subscriber.redis.subscribe(PREFIX + channel).catch(() => undefined);
  }

  unsubscribe(channel: string): void {
    this.#channels.delete(channel);
    if (this.#subscriber.alive) this.#subscriber.redis.unsubscribe(PREFIX + channel).catch(() => undefined);
  }

  onMessage(listener: (channel: string, payload: string) => void): void {
    this.#subscriber.redis.on("message", (channel: string, message: string) => {
      const end = message.indexOf("\n");
      if (message.slice(0, end) === this.#nodeId) return;
      try {
        listener(channel.slice(PREFIX.length), message.slice(end + 1));
      } catch (error) {
        // A node of another version, or somebody else on this Redis: nothing that is said there may end this process.
        this.#onError(error);
      }
    });
  }

  onRecovered(listener: () => void): void {
    this.#recovered = listener;
  }

  async close(): Promise<void> {
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }

  /** Only once everything is subscribed again does looking into the database find all that was missed. */
  async #resubscribe(): Promise<void> {
    const channels = [...this.#channels].map((channel) => PREFIX + channel);
    try {
      if (channels.length > 0) await this.#subscriber.redis.subscribe(...channels);
      this.#recovered();
    } catch {
      this.#subscriber.redis.disconnect(true);
    }
  }
}
