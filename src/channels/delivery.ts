import type { Context } from "../domain/context.ts";
import { changesAfter, toMessage, type MessageRow } from "../domain/messages/index.ts";
import type { Message } from "../lib/contract/objects.ts";
import { roomsAhead } from "../domain/rooms/index.ts";
import type { Broker } from "../realtime/broker.ts";
import type { Hub } from "../realtime/hub.ts";
import { type Change, type Fetched, Sequencer, type Told } from "../realtime/sequencer.ts";
import { encode } from "./encode.ts";
import { type Format, listenerTopic, publishToRoom, roomOf, roomTopic } from "./topics.ts";

/**
 * Milliseconds for which a room is followed after its last listener went: when all of a node's people lose their network
 * they soon come back and find what they missed in memory.
 */
const LINGER = 60_000;
/** Milliseconds that a broker which has fallen silent may keep people waiting; the catch-up job finds what it then misses. */
const SUBSCRIBE_WITHIN = 500;

export type DeliveryOptions = {
  context: Context;
  hub: Hub;
  broker: Broker;
  /** Told of every frame of a message that left, and to how many. */
  onDelivered?: (listeners: number) => void;
  onFilled?: (changes: number) => void;
  onError?: (error: unknown) => void;
};

const formats: readonly Format[] = ["json", "html"];

/** Brings the changes of rooms to this node's listeners: in order, without holes, encoded once a format. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly sequencer: Sequencer<Message>;
  readonly #opening = new Map<string, Promise<void>>();
  /** Rooms that somebody is about to listen to, and how many such there are. */
  readonly #held = new Map<string, number>();
  /** Topics without listeners, and since when. */
  readonly #unheardSince = new Map<string, number>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.sequencer = new Sequencer<Message>({
      publish: (topic, change) => this.#publish(topic, change),
      publishReset: (topic) =>
        publishToRoom(options.hub, roomOf(topic), { type: "resync", roomId: roomOf(topic) }),
      fetch: (topic, after) => this.#fetch(topic, after),
      key: ({ id }) => id,
      onFilled: options.onFilled,
      onError: options.onError,
    });
  }

  /**
   * Follows these rooms from before `work` until after it, so that nothing newer can be missed by those whom it makes
   * listeners: a room that nobody listens to (yet, or just now) would else be given up in the middle.
   */
  async following<Result>(roomIds: readonly string[], work: () => Result | Promise<Result>): Promise<Result> {
    for (const roomId of roomIds) this.#held.set(roomId, (this.#held.get(roomId) ?? 0) + 1);
    try {
      await this.#openAll(roomIds);
      return await work();
    } finally {
      for (const roomId of roomIds) this.#release(roomId);
    }
  }

  #release(roomId: string): void {
    const others = (this.#held.get(roomId) ?? 1) - 1;
    if (others > 0) this.#held.set(roomId, others);
    else this.#held.delete(roomId);
  }

  async #openAll(roomIds: readonly string[]): Promise<void> {
    const unknown = roomIds.filter(
      (roomId) => !this.#opening.has(roomId) && this.sequencer.position(roomTopic(roomId)) === undefined,
    );
    if (unknown.length > 0) {
      const opening = this.#open(unknown).finally(() =>
        unknown.forEach((roomId) => this.#opening.delete(roomId)),
      );
      // Whoever waits for it hears of a failure; that nobody does is no fault.
      opening.catch(() => undefined);
      for (const roomId of unknown) this.#opening.set(roomId, opening);
    }
    // Nearly always none: a turn of waiting for each of somebody's rooms would be for nothing.
    if (this.#opening.size > 0) for (const roomId of roomIds) await this.#opening.get(roomId);
  }

  /** Stops following those of these rooms to which nobody here has listened for a while. */
  closeUnheard(topics = this.sequencer.topics, now = performance.now()): void {
    for (const topic of topics) {
      if (this.#isHeard(topic)) this.#unheardSince.delete(topic);
      else if (now - (this.#unheardSince.get(topic) ?? now) >= LINGER) this.#close(topic);
      else if (!this.#unheardSince.has(topic)) this.#unheardSince.set(topic, now);
    }
  }

  #isHeard(topic: string): boolean {
    const { hub } = this.#options;
    return (
      this.#held.has(roomOf(topic)) ||
      formats.some((format) => hub.listeners(listenerTopic(topic, format)) > 0)
    );
  }

  #close(topic: string): void {
    this.#unheardSince.delete(topic);
    this.sequencer.close(topic);
    this.#options.broker.unsubscribe(topic);
  }

  /** Subscribed first, asked where the room stands second: what comes in between waits in the sequencer. */
  async #open(roomIds: string[]): Promise<void> {
    const topics = roomIds.map(roomTopic);
    for (const topic of topics) this.sequencer.track(topic);
    try {
      const subscribed = Promise.all(topics.map((topic) => this.#options.broker.subscribe(topic)));
      await Promise.race([subscribed, Bun.sleep(SUBSCRIBE_WITHIN)]);
      const known = roomIds.map((roomId): [string, number] => [roomId, -1]);
      const revisions = new Map(await roomsAhead(this.#options.context, known));
      for (const roomId of roomIds) this.#begin(roomTopic(roomId), revisions.get(roomId) ?? 0);
    } catch (error) {
      for (const topic of topics) this.sequencer.close(topic);
      throw error;
    }
  }

  /** Of what came before this node hears no more, and those who come are told of it: as with what `#fetch` finds. */
  #begin(topic: string, revision: number): void {
    if (revision > 0) this.#options.context.database.changed(topic);
    this.sequencer.open(topic, revision);
  }

  /** What is found by looking nobody has told of: a replica that does not hold it yet must not answer from then on. */
  async #fetch(topic: string, after: number): Promise<Fetched<Message>> {
    const { context } = this.#options;
    const fetched = toFetched(await changesAfter(context, roomOf(topic), after));
    if (fetched.revision > (this.sequencer.position(topic) ?? 0)) context.database.changed(topic);
    return fetched;
  }

  #publish(topic: string, change: Told<Message>): void {
    const { hub, onDelivered } = this.#options;
    for (const format of formats) {
      const listeners = hub.listeners(listenerTopic(topic, format));
      if (listeners === 0) continue;
      hub.publish(listenerTopic(topic, format), encode(change, format));
      onDelivered?.(listeners);
    }
  }
}

/** Rows in the order of their revision; whoever sends them chains them to what its reader holds. */
export function toFetched({
  rows,
  revision,
  reset,
}: {
  rows: MessageRow[];
  revision: number;
  reset: boolean;
}) {
  const toChange = (row: MessageRow): Change<Message> => ({
    revision: row.revision,
    after: row.revision - 1,
    born: row.createdRevision,
    value: toMessage(row),
  });
  return { changes: rows.map(toChange), revision, reset };
}
