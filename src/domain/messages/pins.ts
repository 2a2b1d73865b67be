import { isNotNull, isNull, and, type SQL, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { changeMessage } from "./change.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";
import { getMessage } from "./read.ts";

/** Pinned messages of a room at most. */
export const MAX_PINS = 100;

/** For `where`: whoever may write in a room pins in it; in an announcement room those are its moderators. */
const mayPin = (userId: string): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m JOIN rooms r ON r.id = m.room_id WHERE m.room_id = ${messages.roomId}
    AND m.user_id = ${userId} AND r.archived_at IS NULL AND (r.posting = 'everyone' OR m.role <> 'member'))`;
const hasRoom = sql`(
  SELECT count(*) FROM messages pinned WHERE pinned.room_id = ${messages.roomId} AND pinned.pinned_at IS NOT NULL
    AND pinned.deleted_at IS NULL) < ${MAX_PINS}`;

/** Marks a message as one to be found again by everybody in its room. Twice is once. */
export async function pinMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  const changed = await changeMessage(context, message, {
    present: { pinnedAt: Date.now(), pinnedBy: actor.userId },
    where: and(isNull(messages.pinnedAt), mayPin(actor.userId), hasRoom),
  });
  return changed ?? explain(context, actor, messageId, true);
}

/** No longer; whoever may pin may. */
export async function unpinMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  const changed = await changeMessage(context, message, {
    present: { pinnedAt: null, pinnedBy: null },
    where: and(isNotNull(messages.pinnedAt), mayPin(actor.userId)),
  });
  return changed ?? explain(context, actor, messageId, false);
}

const MAY_PIN = `
  SELECT r.archived_at IS NULL AND (r.posting = 'everyone' OR m.role <> 'member') FROM rooms r
  JOIN memberships m ON m.room_id = r.id AND m.user_id = ?2 WHERE r.id = ?1`;

/** Nothing was stored: it was so already, or may not be. */
async function explain(context: Context, actor: Actor, messageId: string, pinned: boolean): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted.");
  if ((message.pinnedAt !== undefined) === pinned) return message;
  const [[row] = []] = await context.database.ask([{ sql: MAY_PIN, args: [message.roomId, actor.userId] }]);
  if (!row?.[0]) throw forbidden("Only those who may write in a room pin messages in it.");
  throw conflict(`A room has at most ${MAX_PINS} pinned messages.`);
}

const PINS = `
  SELECT json_group_array(${MESSAGE_CELLS}) FROM (
    SELECT * FROM messages WHERE room_id = ?1 AND pinned_at IS NOT NULL AND deleted_at IS NULL
    ORDER BY pinned_at DESC LIMIT ${MAX_PINS}) m JOIN users u ON u.id = m.sender_id`;

/** A room's pinned messages, the one that was pinned last first. */
export async function listPins(
  { database, access }: Context,
  actor: Actor,
  roomId: string,
): Promise<Message[]> {
  const { kind } = await access.standing(actor, roomId);
  const scopes = () => [`room:${roomId}`, `user:${actor.userId}`];
  const [rows] = await database.ask([{ sql: PINS, args: [roomId] }], scopes);
  return cellsOf<MessageCells>(rows)
    .map((cells) => toMessage(toMessageRow(cells, roomId, kind)))
    .toSorted((a, b) => (b.pinnedAt ?? "").localeCompare(a.pinnedAt ?? ""));
}
