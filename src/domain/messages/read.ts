import { and, asc, desc, eq, gt, lt, lte, sql } from "drizzle-orm";
import type { Query } from "../../../db/database.ts";
import { messages, rooms, users } from "../../../db/schema/index.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { ChangePage, Message, MessagePage } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { messageColumns, type MessageRow, toMessage } from "./message.ts";

/** Changes that a catch-up may bring; who missed more loads the room afresh. */
export const MAX_CHANGES = 1000;

const select = (query: Query) =>
  query
    .select(messageColumns)
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(users, eq(users.id, messages.senderId));

/** A page of a room's history, ascending by sequence; without a cursor the newest. */
export async function history(
  { database, access }: Context,
  actor: Actor,
  roomId: string,
  query: HistoryQuery,
): Promise<MessagePage> {
  await access.standing(actor, roomId);
  const { before, after, limit } = query;
  const forward = after !== undefined && before === undefined;
  const rows = await select(database.reading(`room:${roomId}`, `user:${actor.userId}`))
    .where(
      and(
        eq(messages.roomId, roomId),
        before === undefined ? undefined : lt(messages.sequence, before),
        after === undefined ? undefined : gt(messages.sequence, after),
      ),
    )
    .orderBy(forward ? asc(messages.sequence) : desc(messages.sequence))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map(toMessage);
  return { messages: forward ? page : page.toReversed(), hasMore: rows.length > limit };
}

/** One message, found through its reader's membership. */
export async function getMessage(
  { database, access }: Context,
  actor: Actor,
  messageId: string,
): Promise<Message> {
  const [row] = await select(database.primary).where(eq(messages.id, messageId));
  if (!row || !(await isMember(access, actor, row.roomId))) throw notFound("message");
  return toMessage(row);
}

async function isMember(access: Context["access"], actor: Actor, roomId: string): Promise<boolean> {
  return (await access.standings(actor.userId)).has(roomId);
}

export async function findByClientMessageId(
  { database }: Context,
  actor: Actor,
  clientMessageId: string,
): Promise<Message | undefined> {
  const [row] = await select(database.primary).where(
    and(eq(messages.senderId, actor.userId), eq(messages.clientMessageId, clientMessageId)),
  );
  return row && toMessage(row);
}

/** What a member of the room missed after a revision: every message that changed since, in its present state. */
export async function changes(
  context: Context,
  actor: Actor,
  roomId: string,
  after: number,
): Promise<ChangePage> {
  await context.access.standing(actor, roomId);
  const { rows, revision, reset } = await changesAfter(context, roomId, after);
  return { messages: rows.map(toMessage), revision, reset };
}

/**
 * For the server itself: the same without a reader. `reset` where it is too much, or where a restore has replaced the
 * past: whoever stands below the floor, also at 0, cannot be brought to where the room now stands by its changes.
 */
export async function changesAfter(
  { database }: Context,
  roomId: string,
  after: number,
): Promise<{ rows: MessageRow[]; revision: number; reset: boolean }> {
  const query = database.primary;
  // The room is read first: all that it counts is then in the rows, and any later row says so by its own revision.
  const [[room], made, changed] = await query.batch([
    query
      .select({ revision: rooms.revision, floor: rooms.revisionFloor })
      .from(rooms)
      .where(eq(rooms.id, roomId)),
    madeAfter(query, roomId, after),
    changedAfter(query, roomId, after),
  ]);
  const rows = [...made, ...changed].toSorted((a, b) => a.revision - b.revision);
  const revision = Math.max(room?.revision ?? 0, rows.at(-1)?.revision ?? 0);
  const replaced = after > revision || after < (room?.floor ?? 0);
  const reset = replaced || rows.length > MAX_CHANGES;
  return { rows: reset ? [] : rows, revision, reset };
}

/** Messages that are newer: looks back from the last one, and no further than matters. */
function madeAfter(query: Query, roomId: string, after: number) {
  const least = sql`(SELECT last_sequence - ${MAX_CHANGES} FROM rooms WHERE id = ${roomId})`;
  const seen = sql`(SELECT m.sequence FROM messages m WHERE m.room_id = ${roomId} AND m.sequence >= ${least} AND m.created_revision <= ${after} ORDER BY m.sequence DESC LIMIT 1)`;
  return select(query)
    .where(and(eq(messages.roomId, roomId), gt(messages.sequence, sql`coalesce(${seen}, ${least} - 1)`)))
    .limit(MAX_CHANGES + 1);
}

/** Older messages that were changed since. */
function changedAfter(query: Query, roomId: string, after: number) {
  return select(query)
    .where(
      and(
        eq(messages.roomId, roomId),
        gt(messages.revision, after),
        gt(messages.revision, messages.createdRevision),
        lte(messages.createdRevision, after),
      ),
    )
    .limit(MAX_CHANGES + 1);
}
