import type { MessageEvent } from "../../src/lib/contract/frames.ts";
import type { Message } from "../../src/lib/contract/objects.ts";

/** The parts of a message that every copy of it must agree on. */
export type Held = Pick<
  Message,
  "id" | "sequence" | "revision" | "senderId" | "content" | "clientMessageId"
> & { edited: boolean; deleted: boolean };

export const heldOf = ({
  id,
  sequence,
  revision,
  senderId,
  content,
  clientMessageId,
  editedAt,
  deletedAt,
}: Message): Held => ({
  id,
  sequence,
  revision,
  senderId,
  content,
  clientMessageId,
  edited: editedAt !== null,
  deleted: deletedAt !== null,
});

/**
 * What a correct client holds of one room, by the contract's rule and nothing else: take an event whose `after` is at
 * most what I hold, ignore one that is not newer, and otherwise know that something was missed.
 */
export class Holder {
  revision: number;
  readonly #messages = new Map<string, Held>();
  /** Messages that were called new although they are held. */
  readonly newAgain: string[] = [];

  /** A client that joins late begins at the revision which it was told, without what came before. */
  constructor(revision = 0) {
    this.revision = revision;
  }

  /**
   * What is called new must be new to whoever has caught up. Until then the server and its reader may differ about what
   * was had: an event of just before the question, or from another node, counts for one of them only.
   */
  take({ type, message, after }: MessageEvent, caughtUp = true): "taken" | "ignored" | "missed" {
    if (message.revision <= this.revision) return "ignored";
    if (after > this.revision) return "missed";
    // The other way round is possible: who went in the middle of a catch-up is told of changes to what they never saw.
    // And pages that were read after the revision which was asked for first hold what has come since.
    const held = this.#messages.get(message.id);
    if (type === "new_message" && held && held.revision <= this.revision && caughtUp)
      this.newAgain.push(`${message.sequence} at ${message.revision} after ${after}`);
    this.#messages.set(message.id, heldOf(message));
    this.revision = message.revision;
    return "taken";
  }

  /** Begins again from a whole copy, as `resync` and `reset` ask for. */
  load(messages: Message[], revision: number): void {
    this.#messages.clear();
    for (const message of messages) this.#messages.set(message.id, heldOf(message));
    this.revision = revision;
  }

  /** In the room's order. */
  get messages(): Held[] {
    return [...this.#messages.values()].toSorted((a, b) => a.sequence - b.sequence);
  }
}
