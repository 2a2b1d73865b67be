import type { Context } from "../domain/context.ts";
import { changesAfter, toMessage, type MessageRow } from "../domain/messages/index.ts";
import { roomRevisions } from "../domain/rooms/index.ts";
import type { Broker } from "../realtime/broker.ts";
import type { Hub } from "../realtime/hub.ts";
import { type Change, Sequencer } from "../realtime/sequencer.ts";
import { encode, type MessageChange } from "./encode.ts";
import { type Format, listenerTopic, publishToRoom, roomOf, roomTopic } from "./topics.ts";

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
  readonly sequencer: Sequencer<MessageChange>;
  readonly #opening = new Map<string, Promise<void>>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.sequencer = new Sequencer<MessageChange>({
      publish: (topic, change) => this.#publish(topic, change),
      publishReset: (topic) => publishToRoom(options.hub, roomOf(topic), { type: "resync", roomId: roomOf(topic) }),
      fetch: async (topic, after) => toFetched(await changesAfter(options.context, roomOf(topic), after), after),
      key: ({ message }) => message.id,
      // Who saw neither sees a new message, in its present state.
      merge: (earlier, later) => ({ ...later, type: earlier.type }),
      onFilled: options.onFilled,
      onError: options.onError,
    });
  }

  /** Makes sure that the changes of these rooms reach this node; resolves once nothing newer can be missed. */
  async open(roomIds: string[]): Promise<void> {
    const unknown = roomIds.filter((roomId) => !this.#opening.has(roomId) && this.sequencer.position(roomTopic(roomId)) === undefined);
    if (unknown.length > 0) {
      const opening = this.#open(unknown).finally(() => unknown.forEach((roomId) => this.#opening.delete(roomId)));
      for (const roomId of unknown) this.#opening.set(roomId, opening);
    }
    await Promise.all(new Set(roomIds.map((roomId) => this.#opening.get(roomId))));
  }

  /** Stops following the rooms that nobody here listens to any more. */
  closeUnheard(): void {
    for (const topic of this.sequencer.topics) {
      const opening = this.#opening.has(roomOf(topic));
      if (opening || formats.some((format) => this.#options.hub.listeners(listenerTopic(topic, format)) > 0)) continue;
      this.sequencer.close(topic);
      this.#options.broker.unsubscribe(topic);
    }
  }

  /** Subscribed first, asked where the room stands second: what comes in between waits in the sequencer. */
  async #open(roomIds: string[]): Promise<void> {
    const topics = roomIds.map(roomTopic);
    for (const topic of topics) this.sequencer.track(topic);
    try {
      await Promise.all(topics.map((topic) => this.#options.broker.subscribe(topic)));
      const revisions = await roomRevisions(this.#options.context, roomIds);
      for (const roomId of roomIds) this.sequencer.open(roomTopic(roomId), revisions.get(roomId) ?? 0);
    } catch (error) {
      for (const topic of topics) this.sequencer.close(topic);
      throw error;
    }
  }

  #publish(topic: string, change: Change<MessageChange>): void {
    const { hub, onDelivered } = this.#options;
    for (const format of formats) {
      const listeners = hub.listeners(listenerTopic(topic, format));
      if (listeners === 0) continue;
      hub.publish(listenerTopic(topic, format), encode(change, format));
      onDelivered?.(listeners);
    }
  }
}

/** Rows in the order of their revision, each after the one before: a chain without holes from `after` on. */
export function toFetched({ rows, revision, reset }: { rows: MessageRow[]; revision: number; reset: boolean }, after: number) {
  let previous = after;
  const changes = rows.map((row): Change<MessageChange> => {
    const type = row.createdRevision > after ? "new_message" : "message_updated";
    const change = { revision: row.revision, after: previous, value: { type, message: toMessage(row) } as const };
    previous = row.revision;
    return change;
  });
  return { changes, revision, reset };
}
