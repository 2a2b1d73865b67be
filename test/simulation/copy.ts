/** What a client holds of a room, and whether it may rightly claim to hold that much. */
import type { HtmlMessageEvent, MessageEvent } from "../../src/lib/contract/frames.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import { type Held, heldOf } from "../support/holder.ts";
import type { History, Stored } from "./history.ts";

export type Change = { type: MessageEvent["type"]; roomId: string; revision: number; after: number } & {
  messageId: string;
  /** What a listener of data is given; one of pages is given markup. */
  message: Message | undefined;
  html: string | undefined;
};

/** Both formats of an event as one. */
export function toChange(event: MessageEvent | HtmlMessageEvent): Change {
  const { type, after } = event;
  if ("message" in event) {
    const { message } = event;
    const { id: messageId, roomId, revision } = message;
    return { type, after, roomId, revision, messageId, message, html: undefined };
  }
  const { roomId, revision, messageId, html } = event;
  return { type, after, roomId, revision, messageId, message: undefined, html };
}

type Kept = Held & { loaded: boolean };

export class Copy {
  readonly #messages = new Map<string, Kept>();
  readonly #history: History;
  readonly #roomId: string;

  constructor(history: History, roomId: string) {
    this.#history = history;
    this.#roomId = roomId;
  }

  get messages(): Held[] {
    const all = [...this.#messages.values()].map(({ loaded: _, ...held }) => held);
    return all.toSorted((a, b) => a.sequence - b.sequence);
  }

  /**
   * Takes a change in while `held` was claimed. Returns what is wrong with that. While it catches up a client may be ahead
   * of its node, which then calls new what it holds: until `resumed`, a node cannot know.
   */
  take(change: Change, held: number, catchingUp: boolean): string | undefined {
    const { revision, messageId } = change;
    const stored = this.#history.changes(this.#roomId)[revision - 1];
    if (stored?.id !== messageId) return `revision ${revision} is not of ${messageId}`;
    const known = this.#messages.get(messageId);
    this.#messages.set(messageId, { ...withoutRoom(stored), loaded: false });
    return (
      this.#untrue(change, stored) ??
      this.#hole(held, revision - 1, `${revision} after ${change.after}`) ??
      (change.type === "new_message" && known && !known.loaded && !catchingUp
        ? `message ${stored.sequence} at revision ${revision} is called new, and is held`
        : undefined)
    );
  }

  /** Begins again from a whole copy that claims to hold all up to `revision`. */
  load(messages: Message[], revision: number): string | undefined {
    this.#messages.clear();
    for (const message of messages) {
      const stored = this.#history.changes(this.#roomId)[message.revision - 1];
      if (!stored || !same(heldOf(message), stored))
        return `loaded ${message.sequence} at ${message.revision}, which was never stored so`;
      this.#messages.set(message.id, { ...withoutRoom(stored), loaded: true });
    }
    return this.#hole(0, revision, "a whole copy");
  }

  #untrue({ message, html }: Change, stored: Stored): string | undefined {
    const told = message ? same(heldOf(message), stored) : html?.includes(stored.content);
    return told ? undefined : `revision ${stored.revision} was told otherwise than it was stored`;
  }

  /** Each change in between is held, or something later of the same message is yet to come. */
  #hole(from: number, to: number, what: string): string | undefined {
    const changes = this.#history.changes(this.#roomId);
    for (let revision = from + 1; revision <= to; revision += 1) {
      const { id = "" } = changes[revision - 1] ?? {};
      const latest = this.#history.latest(id)?.revision ?? 0;
      if ((this.#messages.get(id)?.revision ?? 0) < revision && latest <= revision)
        return `revision ${revision} was passed over by ${what}`;
    }
    return undefined;
  }
}

const withoutRoom = ({ roomId: _, created: _made, ...held }: Stored): Held => held;

export const same = (a: Held, b: Held): boolean =>
  a.id === b.id &&
  a.sequence === b.sequence &&
  a.revision === b.revision &&
  a.senderId === b.senderId &&
  a.content === b.content &&
  a.clientMessageId === b.clientMessageId &&
  a.edited === b.edited &&
  a.deleted === b.deleted;
