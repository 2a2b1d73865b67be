import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { Revisions } from "./revisions.ts";

/** Spread so that not all who were refused together come together again. */
const againMilliseconds = 1000;

/** What a client knows of its rooms and asks to be told: the rule of the contract's `resume`, without any page. */
export class Resumption {
  /** Up to where every room is known. */
  readonly revisions = new Revisions();
  /** Rooms whose missing changes were asked for: until they have come, each further change would ask again. */
  readonly #awaited = new Set<string>();
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #send: (frame: ClientFrame) => boolean;

  /** `send`: false where nobody would hear it. */
  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send;
  }

  /** Asks for what comes after these revisions. */
  resume(rooms: Record<string, number>): void {
    if (Object.keys(rooms).length === 0 || !this.#send({ type: "resume", rooms })) return;
    for (const roomId of Object.keys(rooms)) this.#awaited.add(roomId);
  }

  /** After a reconnect: what was missed, of all rooms. */
  resumeAll(): void {
    this.#awaited.clear();
    this.resume(this.revisions.all());
  }

  askFor(roomId: string): void {
    if (!this.#awaited.has(roomId)) this.resume({ [roomId]: this.revisions.get(roomId) ?? 0 });
  }

  /**
   * The server could not answer now: asks again for all that has not come, after a while. Without, each later change of
   * these rooms would be taken for one that is on its way, and the page would stand still until the next connection.
   */
  failed(): void {
    if (this.#again !== undefined) return;
    this.#again = setTimeout(
      () => {
        this.#again = undefined;
        const rooms = [...this.#awaited].map((roomId) => [roomId, this.revisions.get(roomId) ?? 0] as const);
        this.resume(Object.fromEntries(rooms));
      },
      againMilliseconds * (0.5 + Math.random()),
    );
  }

  /** The changes have come, each of them with its own revision; or the room is not to be had any more. */
  answered(roomIds: string[]): void {
    for (const roomId of roomIds) this.#awaited.delete(roomId);
  }

  isAwaited(roomId: string): boolean {
    return this.#awaited.has(roomId);
  }
}
