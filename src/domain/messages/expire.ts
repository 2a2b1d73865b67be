import { and, asc, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { messages, rooms, users } from "../../../db/schema/index.ts";
import { DAY } from "../../lib/time.ts";
import type { Context } from "../context.ts";
import { forgetMentions } from "../notifications/index.ts";
import { NOW } from "../notifications/level.ts";
import { changeMessage } from "./change.ts";
import { messageColumns, type MessageRow, toMessage } from "./message.ts";
import { passOver } from "./pass-over.ts";

/** Messages that go at once. */
const MAX_TAKEN = 64;
/** Milliseconds for which the empty place of a message stays, so that whoever was away is told by the changes of its room. */
const PLACE_KEPT = DAY;

const NEXT = `SELECT min(expires_at) - ${NOW} FROM messages WHERE expires_at IS NOT NULL`;

/** Milliseconds until a message goes, or its place; below 0 where that is due, undefined where none does. */
export async function nextExpiry({ database }: Context): Promise<number | undefined> {
  const [[found] = []] = await database.ask([{ sql: NEXT, args: [] }]);
  return found?.[0] == null ? undefined : Number(found[0]);
}

/**
 * Lets messages go whose time has come, by the database's clock, and says how many there were. What a message said and
 * all that was made of it goes at once, as a change that everybody is told of; its place goes a day later, when nobody
 * needs to hear of it any more. Nodes may do so together: each statement asks again.
 */
export async function expireMessages(context: Context): Promise<number> {
  const due = await takeDue(context);
  const speaking = due.filter(({ deletedAt }) => deletedAt === null);
  const empty = due.filter(({ deletedAt }) => deletedAt !== null);
  const emptied = await Promise.all(speaking.map((row) => emptyOut(context, row)));
  if (empty.length > 0) await removePlaces(context, empty);
  const gone = emptied.filter((message) => message !== undefined);
  await passOver(context, new Map(gone.map(({ roomId, sequence }) => [roomId, sequence])));
  return due.length;
}

const takeDue = ({ database }: Context): Promise<MessageRow[]> =>
  database.primary
    .select(messageColumns)
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(users, eq(users.id, messages.senderId))
    .where(and(isNotNull(messages.expiresAt), lte(messages.expiresAt, databaseNow)))
    .orderBy(asc(messages.expiresAt))
    .limit(MAX_TAKEN);

/** `expires_at` is from then on when its place goes. */
const emptyOut = (context: Context, row: MessageRow) =>
  changeMessage(context, toMessage(row), {
    present: {
      content: "",
      reactions: null,
      poll: null,
      pinnedAt: null,
      pinnedBy: null,
      deletedAt: databaseNow,
      expiresAt: sql`${databaseNow} + ${PLACE_KEPT}`,
    },
    where: lte(messages.expiresAt, databaseNow),
    before: [forgetMentions(context, row, lte(messages.expiresAt, databaseNow))],
    after: madeOf(JSON.stringify([row.id])).map((statement) => context.database.writing.run(statement)),
  });

/** Those of these messages that say nothing any more. */
const among = (ids: string): SQL => sql`(
  SELECT id FROM messages WHERE id IN (SELECT value FROM json_each(${ids}))
    AND deleted_at IS NOT NULL AND expires_at IS NOT NULL)`;

/** All that was made of messages but the mentions, which go before. What was reported stays with those who look into it until they have. */
const madeOf = (ids: string): SQL[] => [
  ...["message_versions", "reactions", "poll_votes", "saved_messages", "reminders", "push_deliveries"].map(
    (table) => sql`DELETE FROM ${sql.identifier(table)} WHERE message_id IN ${among(ids)}`,
  ),
  sql`DELETE FROM reports WHERE resolved_at IS NOT NULL AND message_id IN ${among(ids)}`,
];

/**
 * What still hangs on a place keeps it for another day: replies, and a report that is open. So does being the newest of
 * its room, where the next message stands after it.
 */
const REMOVABLE = sql`
  NOT EXISTS (SELECT 1 FROM messages reply WHERE reply.thread_root_id = messages.id)
  AND NOT EXISTS (SELECT 1 FROM reports WHERE reports.message_id = messages.id)
  AND sequence < (SELECT last_sequence FROM rooms WHERE rooms.id = messages.room_id)`;

async function removePlaces({ database: { writing } }: Context, rows: MessageRow[]): Promise<void> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const [first, ...others] = [
    ...madeOf(ids),
    sql`DELETE FROM thread_follows WHERE root_id IN (SELECT id FROM messages WHERE id IN ${among(ids)} AND ${REMOVABLE})`,
    sql`DELETE FROM messages WHERE id IN ${among(ids)} AND expires_at <= ${databaseNow} AND ${REMOVABLE}`,
    sql`UPDATE messages SET expires_at = ${databaseNow} + ${PLACE_KEPT}
      WHERE id IN ${among(ids)} AND expires_at <= ${databaseNow}`,
  ].map((statement) => writing.run(statement));
  if (first) await writing.batch([first, ...others]);
}
