import type { Actor } from "../domain/actor.ts";
import { SECOND } from "../lib/time.ts";

/** Milliseconds after which nobody types any more who has not said so again (docs/protocol.md). */
const EXPIRY = 5 * SECOND;
/** People typing at once on a node; further ones go unseen. */
const MAX_TYPING = 10_000;

export type TypingFrame = {
  type: "user_typing" | "user_stopped_typing";
  roomId: string;
  userId: string;
  username: string;
  /** Missing where a node of an older version says it. */
  displayName?: string;
};

/** Who types where. Each node expires what it heard of by itself, so a node that dies leaves nobody typing for ever. */
export class Typing {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #publish: (frame: TypingFrame) => void;

  constructor(publish: (frame: TypingFrame) => void) {
    this.#publish = publish;
  }

  /** A person began or stopped, here or on another node. */
  apply(frame: TypingFrame): void {
    const key = `${frame.roomId} ${frame.userId}`;
    const before = this.#timers.get(key);
    clearTimeout(before);
    this.#timers.delete(key);
    const began = frame.type === "user_typing";
    if (began && this.#timers.size >= MAX_TYPING) return;
    if (began)
      this.#timers.set(
        key,
        setTimeout(() => this.apply({ ...frame, type: "user_stopped_typing" }), EXPIRY),
      );
    if (began || before) this.#publish(frame);
  }

  /** Whoever sent a message, left or went away has stopped. */
  stop(
    roomId: string,
    { userId, username, displayName }: Pick<Actor, "userId" | "username" | "displayName">,
  ): TypingFrame | undefined {
    if (!this.#timers.has(`${roomId} ${userId}`)) return undefined;
    return { type: "user_stopped_typing", roomId, userId, username, displayName };
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
