import type { Context } from "../domain/context.ts";
import { notifyRooms, roomsBehind } from "../domain/notifications/index.ts";
import { MINUTE, SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds in which messages come together, so that a busy room is looked at twice a second and not for each. */
const TOGETHER = 500;
/** The same of replies, of which their thread tells nothing before that; the first one is looked at right away. */
const REPLIES_TOGETHER = 100;
/** Milliseconds until the next look where there was too much for one, and where it failed. */
const GO_ON = 20;
const AFTER_FAILURE = 5 * SECOND;
/** Milliseconds, of which a random part: between two searches for what a node left behind, and until the first. */
const SEARCH = { every: MINUTE, first: SECOND };
/** Rooms of one look. */
const MAX_ROOMS = 500;

type Options = {
  context: Context;
  /** Something is to be sent. */
  onOrdered: () => void;
  onError: (error: unknown) => void;
};

/**
 * Finds who is to be told of messages, off the way on which those are stored. Whoever stored them looks soon; what a node
 * that died left behind is found by the others.
 */
export function startNotifying({ context, onOrdered, onError }: Options) {
  /** Rooms to look at, each with the first of its messages that it is for. */
  const waiting = new Map<string, number>();
  let pause = GO_ON;
  let lookedAt = 0;
  /** Whether a look is planned for the sake of a reply. */
  let hasten = false;
  const look = async () => {
    const causes = take(waiting, MAX_ROOMS);
    lookedAt = performance.now();
    hasten = false;
    pause = AFTER_FAILURE;
    const putBack = (rooms: Iterable<readonly [string, number]>) => {
      for (const [roomId, sequence] of rooms) waiting.set(roomId, sequence);
    };
    try {
      const { more, ordered } = await notifyRooms(context, causes);
      pause = GO_ON;
      putBack(more);
      if (ordered) onOrdered();
    } catch (error) {
      putBack(causes);
      throw error;
    }
  };
  const job = loop({ every: () => (waiting.size > 0 ? pause : MINUTE), run: look, onError });
  const expect = (roomId: string, sequence: number) => {
    if (waiting.has(roomId)) return;
    if (waiting.size === 0) job.soon(TOGETHER);
    waiting.set(roomId, sequence);
  };
  const hurry = () => {
    if (!hasten) job.soon(Math.max(0, lookedAt + REPLIES_TOGETHER - performance.now()));
    hasten = true;
  };
  context.events.subscribe((event) => {
    if (event.type !== "message_changed" || event.change !== "new_message") return;
    expect(event.message.roomId, event.message.sequence);
    if (event.message.threadRootId) hurry();
  });
  const search = loop({
    every: () => SEARCH.every * (0.5 + Math.random()),
    run: async () => {
      for (const [roomId, last] of await roomsBehind(context)) expect(roomId, last);
    },
    onError,
  });
  search.soon(SEARCH.first * Math.random());
  return {
    stop() {
      job.stop();
      search.stop();
    },
  };
}

/** The first of them, taken out. */
function take(waiting: Map<string, number>, most: number): Map<string, number> {
  const taken = new Map<string, number>();
  for (const [roomId, sequence] of waiting) {
    if (taken.size >= most) break;
    taken.set(roomId, sequence);
    waiting.delete(roomId);
  }
  return taken;
}
