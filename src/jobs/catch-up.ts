import type { Subscriptions } from "../channels/subscriptions.ts";
import type { Delivery } from "../channels/delivery.ts";
import { roomOf, roomTopic } from "../channels/topics.ts";
import type { Words } from "../channels/words.ts";
import { type AccessChange, accessChangesAfter } from "../domain/access-changes.ts";
import type { Context } from "../domain/context.ts";
import { findRoom, roomsAhead } from "../domain/rooms/index.ts";
import { findUser } from "../domain/users.ts";
import type { Broker } from "../realtime/broker.ts";
import type { Presence } from "../realtime/presence.ts";
import { loop } from "./loop.ts";

/** Milliseconds between two looks into the database: while words pass between nodes, and while they do not. */
const EVERY = { up: 1000, alone: 2000, down: 500 };
/** Rooms that are looked at in one turn. */
const SLICE = 500;

export type CatchUpOptions = {
  context: Context;
  broker: Broker;
  delivery: Delivery;
  subscriptions: Subscriptions;
  presence: Presence;
  words: Words;
  /** Number of the newest access change from before this node took anybody in. */
  seen: number;
  /** The database was replaced by a restored one below this node, which has forgotten what it remembered of the old one. */
  onNewHistory?: () => void | Promise<void>;
  onError: (error: unknown) => void;
};

/**
 * What the broker did not bring. It is a hint and may lose words; the database is the truth. So every node looks, every
 * second, and twice a second without the broker: which rooms moved on, and who may see less or more than before.
 */
export function startCatchUp(options: CatchUpOptions) {
  const { broker, presence, onError } = options;
  let { seen } = options;
  let known: number | undefined;
  const run = async () => {
    const { epoch, changes } = await accessChangesAfter(options.context, seen);
    if (known !== undefined && known !== epoch) await beginAnew(options);
    known = epoch;
    for (const change of changes) await takeIn(options, change);
    seen = changes.at(-1)?.id ?? seen;
    await catchUpRooms(options);
  };
  const job = loop({ every: () => EVERY[broker.state], run, onError });
  broker.onRecovered(() => {
    presence.recover();
    job.soon();
  });
  job.soon();
  return job;
}

/** A slice a loop turn: looking through ten thousand rooms at once held the loop for tens of milliseconds. */
async function catchUpRooms({ context, delivery }: CatchUpOptions): Promise<void> {
  const { topics } = delivery.sequencer;
  for (let from = 0; from < topics.length; from += SLICE) {
    const slice = topics.slice(from, from + SLICE);
    delivery.closeUnheard(slice);
    const ahead = await roomsAhead(context, knownOf(delivery, slice));
    await Promise.all(
      ahead.map(([roomId, revision]) => delivery.sequencer.check(roomTopic(roomId), revision)),
    );
  }
}

function knownOf({ sequencer }: Delivery, topics: string[]): [roomId: string, revision: number][] {
  return topics.flatMap((topic) => {
    const position = sequencer.position(topic);
    return position === undefined ? [] : [[roomOf(topic), position]];
  });
}

/** Nothing that was remembered holds in the restored history, nor who may hear what: everyone comes back and is asked anew. */
async function beginAnew({ context, words, onNewHistory }: CatchUpOptions): Promise<void> {
  context.access.forgetEverything();
  context.installation.forget();
  context.emoji.forget();
  context.rules.forgetEverything();
  context.database.replaced();
  words.forgetMemberships();
  await onNewHistory?.();
}

async function takeIn(options: CatchUpOptions, change: AccessChange): Promise<void> {
  const { userId, roomId, sessionId } = change;
  const { words } = options;
  if (sessionId !== null) return words.missed({ type: "session_ended", sessionId, userId });
  if (roomId === null) return words.missed({ type: "user_changed", userId });
  if (userId === "") return takeInRoom(options, roomId);
  await takeInMembership(options, { ...change, roomId });
}

/** A room's settings, which nobody's membership is about. */
async function takeInRoom({ context, words }: CatchUpOptions, roomId: string): Promise<void> {
  const room = await findRoom(context, roomId);
  if (room) words.missed({ type: "room_changed", room });
}

/**
 * The present state decides, whatever the change was: later ones have rows of their own. Only one that began has a
 * revision: a membership that is there without one has another role.
 */
async function takeInMembership(
  { context, words, subscriptions }: CatchUpOptions,
  { userId, roomId, revision }: AccessChange & { roomId: string },
): Promise<void> {
  context.access.forgetMemberships(userId);
  context.database.changed(`user:${userId}`);
  if (!subscriptions.concerns(userId, roomId)) return words.forgetMembership(roomId, userId);
  if (!(await context.access.standings(userId)).has(roomId)) {
    words.missed({ type: "membership_ended", roomId, userId });
  } else if (revision !== null) {
    const user = await findUser(context, userId);
    if (user) words.missed({ type: "membership_begun", roomId, user, revision });
  }
  await subscriptions.reconcileUser(userId);
}
