import { and, eq, inArray } from "drizzle-orm";
import type { Query } from "../../../db/database.ts";
import { messages, rooms, users } from "../../../db/schema/index.ts";
import type { HistoryQuery } from "../../lib/contract/inputs.ts";
import type { ChangePage, Message, MessagePage, RoomKind } from "../../lib/contract/objects.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { cellsOf } from "../cells.ts";
import {
  MESSAGE_CELLS,
  messageColumns,
  toMessage,
  toMessageRow,
  type MessageCells,
  type MessageRow,
} from "./message.ts";
import { pageStatement, toPage } from "./page.ts";

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
  const { kind } = await access.standing(actor, roomId);
  const scopes = () => [`room:${roomId}`, `user:${actor.userId}`];
  const [rows] = await database.ask([pageStatement(roomId, query)], scopes);
  return toPage(rows, roomId, kind, query);
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

/** The same of what somebody said and has not taken back: not of what a room tells of itself. */
export async function getSaid(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted.");
  if (message.messageType === "system") throw conflict("Nobody said this: the room tells it of itself.");
  return message;
}

/** For the server itself: messages by id, whoever may read them. */
export async function findMessages({ database }: Context, ids: string[]): Promise<Message[]> {
  return (await select(database.primary).where(inArray(messages.id, ids))).map(toMessage);
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

/** The room is read first: all that it counts is then in the rows, and any later row says so by its own revision. */
const ROOM = "SELECT kind, revision, revision_floor FROM rooms WHERE id = ?1";
/**
 * Messages that are newer than the revision `?2`: it looks back from the last one, and no further than `?3` of them. Where
 * that finds none that is older, and places of messages that disappeared are missing, it counts instead.
 */
const MADE = `
  SELECT json_group_array(${MESSAGE_CELLS}) FROM (
    SELECT * FROM messages WHERE room_id = ?1 AND sequence > coalesce(
      (SELECT seen.sequence FROM messages seen
        WHERE seen.room_id = ?1 AND seen.sequence >= (SELECT last_sequence - ?3 FROM rooms WHERE id = ?1)
          AND seen.created_revision <= ?2
        ORDER BY seen.sequence DESC LIMIT 1),
      (SELECT max(seen.sequence) FROM (
        SELECT sequence, created_revision FROM messages WHERE room_id = ?1 ORDER BY sequence DESC LIMIT ?3 + 1) seen
        WHERE seen.created_revision <= ?2),
      -1)
    LIMIT ?3 + 1
  ) m JOIN users u ON u.id = m.sender_id`;
/** Older messages that were changed since. */
const CHANGED = `
  SELECT json_group_array(${MESSAGE_CELLS}) FROM (
    SELECT * FROM messages
    WHERE room_id = ?1 AND revision > ?2 AND revision > created_revision AND created_revision <= ?2
    LIMIT ?3 + 1
  ) m JOIN users u ON u.id = m.sender_id`;

/**
 * For the server itself: the same without a reader. `reset` where it is too much, or where a restore has replaced the
 * past: whoever stands below the floor, also at 0, cannot be brought to where the room now stands by its changes.
 */
export async function changesAfter(
  { database }: Context,
  roomId: string,
  after: number,
): Promise<{ rows: MessageRow[]; revision: number; reset: boolean }> {
  const args = [roomId, after, MAX_CHANGES];
  const [[room] = [], made, changed] = await database.ask([
    { sql: ROOM, args: [roomId] },
    { sql: MADE, args },
    { sql: CHANGED, args },
  ]);
  const [kind, current, floor] = (room ?? ["closed", 0, 0]) as [RoomKind, number, number];
  const rows = [...cellsOf<MessageCells>(made), ...cellsOf<MessageCells>(changed)]
    .toSorted((a, b) => a[2] - b[2])
    .map((cells) => toMessageRow(cells, roomId, kind));
  const revision = Math.max(current, rows.at(-1)?.revision ?? 0);
  const replaced = after > revision || after < floor;
  const reset = replaced || rows.length > MAX_CHANGES;
  return { rows: reset ? [] : rows, revision, reset };
}
