import type { Context } from "../domain/context.ts";
import type { DomainEvent } from "../domain/events.ts";
import { changesAfter } from "../domain/messages/index.ts";
import type { ClientFrame } from "../lib/contract/frames.ts";
import type { Broker } from "../realtime/broker.ts";
import type { Message } from "../lib/contract/objects.ts";
import { chain, type Told } from "../realtime/sequencer.ts";
import type { Connection } from "./connection.ts";
import { type Delivery, toFetched } from "./delivery.ts";
import { encode } from "./encode.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { roomTopic } from "./topics.ts";

/** Rounds in which a room may outrun the catch-up before the client is told to load it afresh. */
const MAX_ROUNDS = 10;

export type ResumeParts = {
  context: Context;
  broker: Broker;
  delivery: Delivery;
  subscriptions: Subscriptions;
  /** Told where a catch-up found what it needed. */
  onResumed?: (source: "memory" | "database") => void;
};
type Begun = Extract<DomainEvent, { type: "membership_begun" }>;
type Resume = Extract<ClientFrame, { type: "resume" }>;

/** Sends what a returning client missed, room by room, and says where each then stands. */
export async function resume(parts: ResumeParts, connection: Connection, { rooms }: Resume): Promise<void> {
  const resumed: Record<string, number> = {};
  const { access } = parts.context;
  const known = await access.standings(connection.owner);
  // A membership may have begun a moment ago on another node: what memory does not name is looked up, once.
  if (Object.keys(rooms).some((roomId) => !known.has(roomId))) access.forgetMemberships(connection.owner);
  for (const [roomId, revision] of Object.entries(rooms)) {
    await connection.inTurn(async () => {
      const reached = await resumeRoom(parts, connection, roomId, revision);
      if (reached !== undefined) resumed[roomId] = reached;
    });
  }
  connection.say({ type: "resumed", rooms: resumed });
}

/**
 * A membership has begun: its user's connections are told, and hear whatever has happened since. Between the room's
 * first word and a subscription may lie a trip to the database.
 */
export async function welcome(parts: ResumeParts, { roomId, user, revision }: Begun): Promise<void> {
  const admit = async (connection: Connection) => {
    const standings = await parts.context.access.standings(user.id);
    if (!standings.has(roomId) || parts.subscriptions.hears(connection, roomId)) return;
    connection.say({ type: "user_joined", roomId, user });
    await bringUp(parts, connection, roomId, revision).catch((error: unknown) => {
      // It did not ask, so it would not ask again: it is told that it has missed something.
      connection.say({ type: "resync", roomId });
      throw error;
    });
  };
  const connections = parts.subscriptions.connectionsOf(user.id);
  await Promise.all(connections.map((connection) => connection.inTurn(() => admit(connection))));
  await parts.subscriptions.reconcileUser(user.id);
}

async function resumeRoom(
  parts: ResumeParts,
  connection: Connection,
  roomId: string,
  from: number,
): Promise<number | undefined> {
  const standings = await parts.context.access.standings(connection.owner);
  if (!standings.has(roomId)) {
    connection.say({ type: "error", code: "not_found", message: "No such room.", roomId });
    return undefined;
  }
  return bringUp(parts, connection, roomId, from);
}

/**
 * While it catches up the connection hears nothing of the room; it is subscribed again in the very turn in which it has
 * been sent all that the node has sent to others. So it receives everything once, in order. A membership that ends
 * meanwhile is seen to right behind this, in the connection's turn.
 */
function bringUp(
  parts: ResumeParts,
  connection: Connection,
  roomId: string,
  from: number,
): Promise<number | undefined> {
  const topic = parts.subscriptions.topic(connection, roomId);
  return parts.delivery.following([roomId], async () => {
    connection.unsubscribe(topic);
    try {
      const reached = await catchUp(parts, connection, roomId, from);
      if (reached === undefined) connection.say({ type: "resync", roomId });
      return reached;
    } finally {
      connection.subscribe(topic);
    }
  });
}

/** From this node's memory where it reaches back far enough, else from the database. Undefined: too much was missed. */
async function catchUp(
  { context, broker, delivery, subscriptions, onResumed = () => undefined }: ResumeParts,
  connection: Connection,
  roomId: string,
  from: number,
) {
  const topic = roomTopic(roomId);
  const { sequencer } = delivery;
  const sendAll = (changes: Told<Message>[]) => {
    for (const change of changes) connection.send(encode(change, connection.format));
    return changes.at(-1)?.revision;
  };
  if (broker.state === "down") await sequencer.fill(topic);
  let revision = from;
  let source: "memory" | "database" = "memory";
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const missed =
      revision <= (sequencer.position(topic) ?? 0) ? sequencer.since(topic, revision) : undefined;
    if (missed) {
      revision = sendAll(missed) ?? revision;
      // Here and not a promise later, in which the next change could leave.
      connection.subscribe(subscriptions.topic(connection, roomId));
      onResumed(source);
      return revision;
    }
    if (await sequencer.recall(topic, revision)) continue;
    source = "database";
    const { changes, reset } = toFetched(await changesAfter(context, roomId, revision));
    if (reset) return undefined;
    revision = sendAll(chain(changes, revision)) ?? revision;
    // The database may be ahead of what this node has sent to the others: it catches up first.
    await sequencer.check(topic, revision);
  }
  return undefined;
}
