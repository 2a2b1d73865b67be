import type { Row, Statement } from "../../../db/protocol.ts";
import { mentionsIn } from "../../lib/mentions.ts";
import { tellThreads } from "../threads/recount.ts";
import { repliesWork } from "../threads/replied.ts";
import type { Context } from "../context.ts";
import { blocks, LEVEL, NOW, OURS, READ_UP_TO } from "./level.ts";
import { type Deaf, type NewMessage, readNamed, readSpans, type Span, spansOf } from "./read.ts";

/** Milliseconds between a message and its notification, in which whoever has the room open reads it. */
export const GRACE = 2000;
/** Rooms that are looked for at once. */
const MAX_BEHIND = 500;

const BEHIND = `SELECT id, last_sequence FROM rooms WHERE notified_sequence < last_sequence LIMIT ${MAX_BEHIND}`;

const MENTION = `
  INSERT OR IGNORE INTO mentions (user_id, room_id, sequence)
  SELECT p.user_id, r.id, m.sequence FROM json_each(?1) w ${OURS}
  JOIN memberships p ON p.room_id = r.id AND p.user_id = w.value ->> 2
  JOIN messages m ON m.room_id = r.id AND m.sequence = w.value ->> 3 AND m.deleted_at IS NULL
  WHERE NOT ${blocks("p.user_id", "m.sender_id")}
  RETURNING user_id`;
/**
 * One delivery for each device and room, by an id made of both: a newer message takes the place of one that waits. Who
 * has read the message meanwhile is not told.
 */
const DELIVER = `
  INSERT INTO push_deliveries (id, user_id, room_id, message_id, due_at, created_at)
  SELECT s.id || ' ' || r.id, u.id, r.id, w.value ->> 4, ${NOW} + ${GRACE}, ${NOW} FROM json_each(?1) w ${OURS}
  JOIN memberships p ON p.room_id = r.id AND p.user_id = w.value ->> 2
  JOIN messages m ON m.id = w.value ->> 4 AND ${READ_UP_TO} < m.sequence
  JOIN users u ON u.id = p.user_id JOIN push_subscriptions s ON s.user_id = u.id
  WHERE ${LEVEL} = 'everything' OR (w.value ->> 5 AND ${LEVEL} = 'mentions')
  ON CONFLICT (id) DO UPDATE SET message_id = excluded.message_id, created_at = excluded.created_at`;
const MOVE = `
  UPDATE rooms SET notified_sequence = w.value ->> 2 FROM json_each(?1) w
  WHERE rooms.id = w.value ->> 0 AND rooms.notified_sequence IS w.value ->> 1`;

/** A message that concerns somebody. */
type Told = { message: NewMessage; userId: string; mentioned: boolean };

/**
 * Goes through the messages that came to these rooms, notes who is named, and orders what is to be pushed: all in one
 * transaction with the room's mark, so that of several nodes one does it, and a node that dies leaves it to another.
 * `causes`: a new message of each room. Returns those of them that have more, and whether anything is ordered.
 */
export async function notifyRooms(
  context: Context,
  causes: ReadonlyMap<string, number>,
): Promise<{ more: (readonly [roomId: string, sequence: number])[]; ordered: boolean }> {
  const behind = await spansOf(context, causes);
  const spans = behind.filter(({ from, upTo }) => upTo > from);
  if (spans.length === 0) return { more: [], ordered: false };
  const { messages, eager, deaf } = await readSpans(context, spans);
  const mentions = await mentionsOf(context, messages, deaf);
  const inRooms = messages.filter(({ inRoom }) => inRoom);
  const orders = ordersOf(inRooms, eager, mentions, deaf);
  const threads = await repliesWork(context, spans, messages, GRACE, deaf);
  const stored = await context.database.writer.write([
    ...threads.statements,
    ...statementsFor(spans, mentions, orders),
  ]);
  const [named = []] = stored.slice(threads.statements.length);
  if (mentions.length > 0) tellNamed(context, named);
  await tellThreads(
    context,
    threads.rootIds.filter((_, index) => stored[index]?.length),
  );
  return {
    more: behind.filter(({ upTo, last }) => upTo < last).map(({ roomId, upTo }) => [roomId, upTo + 1]),
    ordered: orders.length > 0 || threads.rootIds.length > 0,
  };
}

/** Their list of mentions has grown. */
function tellNamed({ events }: Context, rows: Row[]): void {
  for (const userId of new Set(rows.map(([id]) => String(id))))
    events.emit({ type: "own_changed", userId, thing: "mentions" });
}

/** Rooms with messages that nobody has looked at, since the node that stored them died: each with its newest. */
export async function roomsBehind({ database }: Context): Promise<Map<string, number>> {
  const [rows = []] = await database.ask([{ sql: BEHIND, args: [] }]);
  return new Map(rows.map(([roomId, last]) => [String(roomId), Number(last)]));
}

async function mentionsOf(context: Context, messages: NewMessage[], deaf: Deaf): Promise<Told[]> {
  const named = messages.flatMap((message) => mentionsIn(message.content).map((name) => ({ message, name })));
  const meant = await readNamed(
    context,
    named.map(({ message, name }) => [message.roomId, name]),
  );
  return named.flatMap(({ message, name }) =>
    meant(message.roomId, name)
      .filter((userId) => userId !== message.senderId && !deaf(userId, message.senderId))
      .map((userId) => ({ message, userId, mentioned: true })),
  );
}

/** For each person and room one message: the last that names them, else the last that is not their own. */
function ordersOf(
  messages: NewMessage[],
  eager: ReadonlyMap<string, string[]>,
  mentions: Told[],
  deaf: Deaf,
): Told[] {
  const orders = new Map<string, Told>();
  const order = (told: Told) => orders.set(`${told.message.roomId} ${told.userId}`, told);
  for (const [roomId, ofRoom] of Map.groupBy(messages, (message) => message.roomId)) {
    for (const userId of eager.get(roomId) ?? []) {
      const message = ofRoom.findLast(({ senderId }) => senderId !== userId && !deaf(userId, senderId));
      if (message) order({ message, userId, mentioned: false });
    }
  }
  for (const told of mentions) order(told);
  return [...orders.values()];
}

function statementsFor(spans: Span[], mentions: Told[], orders: Told[]): Statement[] {
  const expected = new Map(spans.map((span) => [span.roomId, span.expected]));
  const cells = ({ message: { roomId, sequence, id }, userId, mentioned }: Told) =>
    [roomId, expected.get(roomId), userId, sequence, id, Number(mentioned)] as const;
  const statement = (sql: string, rows: unknown[]) =>
    rows.length > 0 ? [{ sql, args: [JSON.stringify(rows)] }] : [];
  return [
    ...statement(MENTION, mentions.map(cells)),
    ...statement(DELIVER, orders.map(cells)),
    ...statement(
      MOVE,
      spans.map((span) => [span.roomId, span.expected, span.upTo]),
    ),
  ];
}
