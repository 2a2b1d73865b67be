/** Promise 4 of the contract: who may not read a room receives nothing of it, a second after a membership's end. */
import type { ServerFrame } from "../../src/lib/contract/frames.ts";
import type { Client } from "./client.ts";
import type { World } from "./world.ts";

/** Milliseconds: the contract's second, and what the look into the database itself may take. */
const GRACE = 1000 + 200;

export class Privacy {
  /** The longest time that anybody heard of a room after their membership had ended, while nothing kept nodes from knowing. */
  longest = 0;
  readonly #world: World;
  /** Until when nodes may be kept from knowing. */
  #blindUntil = 0;

  constructor(world: World) {
    this.#world = world;
  }

  blind(milliseconds: number): void {
    this.#blindUntil = Math.max(this.#blindUntil, this.#world.time.now + milliseconds);
  }

  heard(client: Client, frame: ServerFrame, sentAt: number): void {
    const roomId = roomIn(frame);
    if (roomId === undefined) return;
    const { history } = this.#world;
    const end = history.endBefore(roomId, client.person.userId, sentAt);
    if (end >= sentAt) return;
    if (end === Number.NEGATIVE_INFINITY)
      return client.fail(`was told ${frame.type} of a room that was never theirs`);
    const late = sentAt - Math.max(end, this.#blindUntil);
    this.longest = Math.max(this.longest, late);
    if (late > GRACE)
      client.fail(`was told ${frame.type} of a room ${Math.round(late)} ms after their membership's end`);
  }
}

/** The room that a frame says something of; that there is no such room says nothing. */
function roomIn(frame: ServerFrame): string | undefined {
  if (frame.type === "message_ack" || frame.type === "error") return undefined;
  if ("message" in frame && typeof frame.message === "object") return frame.message.roomId;
  return "roomId" in frame ? frame.roomId : undefined;
}
