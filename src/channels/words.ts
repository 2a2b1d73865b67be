import { applyToCaches } from "../domain/caches.ts";
import type { Context } from "../domain/context.ts";
import type { DomainEvent } from "../domain/events.ts";
import { closeCode } from "../lib/contract/frames.ts";
import { Recent } from "../lib/recent.ts";
import type { Broker } from "../realtime/broker.ts";
import type { Hub } from "../realtime/hub.ts";
import type { Delivery } from "./delivery.ts";
import { messageJson } from "./encode.ts";
import type { News } from "./news.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { welcome } from "./resume.ts";
import { chatterToRoom, publishToRoom, roomTopic } from "./topics.ts";
import type { Typing, TypingFrame } from "./typing.ts";

/** What nodes tell each other: what was stored, and who types. */
type Word = DomainEvent | TypingFrame;
type WordOf<Type extends Word["type"]> = Extract<Word, { type: Type }>;

/** Heard by every node: who may see what. All else goes to the nodes that listen to the room. */
const EVERYONE = "nodes";

/** Memberships of which it is remembered what was last heard. */
const MAX_REMEMBERED = 50_000;

export type WordsParts = {
  context: Context;
  hub: Hub;
  broker: Broker;
  delivery: Delivery;
  subscriptions: Subscriptions;
  typing: Typing;
  news: News;
  onError: (error: unknown) => void;
};

/** Turns events into frames, here and on every other node: its own people first, the others by the broker. */
export class Words {
  readonly #parts: WordsParts;
  /** What was last heard of a membership. */
  readonly #memberships = new Recent<Word["type"]>({ max: MAX_REMEMBERED });

  constructor(parts: WordsParts) {
    this.#parts = parts;
    parts.context.events.subscribe((event) => this.say(event));
    parts.broker.onMessage((channel, payload) => {
      if (channel === EVERYONE || channel.startsWith("room:")) this.#hear(JSON.parse(payload) as Word);
    });
    void parts.broker.subscribe(EVERYONE);
  }

  /** The database says so: heard as if the broker had brought it, unless it did. */
  missed(word: DomainEvent): void {
    this.#hear(word);
  }

  /** A membership changed that nobody here would notice: what was heard of it before may be out of date. */
  forgetMembership(roomId: string, userId: string): void {
    this.#memberships.delete(`${roomId} ${userId}`);
  }

  forgetMemberships(): void {
    this.#memberships.clear();
  }

  /** Something happened on this node. */
  say(word: Word): void {
    this.#hear(word);
    const { broker } = this.#parts;
    if (broker.state !== "alone") broker.publish(channelOf(word), encodeWord(word));
  }

  #hear(word: Word): void {
    if (this.#knows(word)) return;
    if (!isTyping(word)) applyToCaches(this.#parts.context, word);
    // A newer node may have words that this one does not know.
    const handle = this.#handlers[word.type] as ((word: Word) => void | Promise<void>) | undefined;
    void Promise.resolve(handle?.(word)).catch(this.#parts.onError);
  }

  /** A membership's beginning or end may come by the broker and by the database: it is announced once. */
  #knows(word: Word): boolean {
    if (word.type !== "membership_begun" && word.type !== "membership_ended") return false;
    const key = `${word.roomId} ${word.type === "membership_begun" ? word.user.id : word.userId}`;
    const known = this.#memberships.get(key) === word.type;
    this.#memberships.set(key, word.type);
    return known;
  }

  readonly #handlers: { [Type in Word["type"]]: (word: WordOf<Type>) => void | Promise<void> } = {
    message_changed: ({ change, message }) => {
      const born = change === "new_message" ? message.revision : 0;
      this.#parts.delivery.sequencer.offer(roomTopic(message.roomId), {
        revision: message.revision,
        after: message.revision - 1,
        born,
        value: message,
      });
    },
    membership_begun: async (event) => {
      const { roomId, user } = event;
      publishToRoom(this.#parts.hub, roomId, { type: "user_joined", roomId, user });
      await welcome(this.#parts, event);
      this.#parts.subscriptions.introduce(user.id, roomId);
    },
    membership_ended: async ({ roomId, userId }) => {
      publishToRoom(this.#parts.hub, roomId, { type: "user_left", roomId, userId });
      await this.#parts.subscriptions.reconcileUser(userId);
    },
    rooms_arranged: ({ userId }) => {
      for (const connection of this.#parts.subscriptions.connectionsOf(userId))
        connection.say({ type: "rooms_arranged" });
    },
    session_ended: ({ sessionId, userId }) => {
      for (const connection of this.#parts.subscriptions.connectionsOf(userId)) {
        if (connection.actor?.sessionId === sessionId)
          connection.close(closeCode.unauthenticated, "signed out");
      }
    },
    draft_changed: ({ userId, roomId, content, connectionId }) => {
      for (const connection of this.#parts.subscriptions.connectionsOf(userId)) {
        if (connection.id !== connectionId) connection.say({ type: "draft_changed", roomId, content });
      }
    },
    user_created: () => undefined,
    user_changed: async ({ user }) => {
      if (!user) return;
      for (const connection of this.#parts.subscriptions.connectionsOf(user.id))
        connection.say({ type: "user_updated", user });
      const { roomIds } = await this.#parts.context.access.standings(user.id);
      this.#parts.news.tell({ user, groups: roomIds });
    },
    installation_changed: () => undefined,
    emoji_changed: ({ version }) => {
      const frame = JSON.stringify({ type: "emoji_changed", version: version ?? null });
      for (const listener of this.#parts.hub.all()) listener.send(frame);
    },
    room_changed: ({ room }) => {
      publishToRoom(this.#parts.hub, room.id, { type: "room_updated", room });
    },
    role_changed: ({ roomId, userId, role }) => {
      publishToRoom(this.#parts.hub, roomId, { type: "role_changed", roomId, userId, role });
    },
    own_changed: ({ userId, thing }) => {
      for (const connection of this.#parts.subscriptions.connectionsOf(userId))
        connection.say({ type: "own_changed", thing });
    },
    marked_unread: ({ userId, roomId, sequence }) => {
      for (const connection of this.#parts.subscriptions.connectionsOf(userId))
        connection.say({ type: "marked_unread", roomId, sequence });
    },
    receipt: ({ kind, roomId, userId, sequence }) => {
      chatterToRoom(this.#parts.hub, roomId, { type: `message_${kind}`, roomId, userId, sequence });
    },
    user_typing: (frame) => this.#parts.typing.apply(frame),
    user_stopped_typing: (frame) => this.#parts.typing.apply(frame),
  };
}

/** As `JSON.stringify` has it; a message is text already. */
const encodeWord = (word: Word): string =>
  word.type === "message_changed"
    ? `{"type":"message_changed","change":"${word.change}","message":${messageJson(word.message)}}`
    : JSON.stringify(word);

const isTyping = (word: Word): word is TypingFrame =>
  word.type === "user_typing" || word.type === "user_stopped_typing";

function channelOf(word: Word): string {
  if (word.type === "message_changed") return roomTopic(word.message.roomId);
  if (word.type === "receipt" || isTyping(word)) return roomTopic(word.roomId);
  return EVERYONE;
}
