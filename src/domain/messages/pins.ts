import { isNotNull, isNull, and, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { changeMessage } from "./change.ts";
import { mayWrite, refuseWriting } from "./may-write.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./message.ts";
import { getMessage, getSaid } from "./read.ts";

/** Pinned messages of a room at most. */
export const MAX_PINS = 100;

const hasRoom = sql`(
  SELECT count(*) FROM messages pinned WHERE pinned.room_id = ${messages.roomId} AND pinned.pinned_at IS NOT NULL
    AND pinned.deleted_at IS NULL) < ${MAX_PINS}`;

/** Marks a message as one to be found again by everybody in its room: whoever may write there may. Twice is once. */
export async function pinMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getSaid(context, actor, messageId);
  await context.limits.take("messages", actor.userId);
  const changed = await changeMessage(context, message, {
    present: { pinnedAt: Date.now(), pinnedBy: actor.userId },
    where: and(isNull(messages.pinnedAt), mayWrite(actor.userId, Date.now()), hasRoom),
  });
  return changed ?? explain(context, actor, messageId, true);
}

/** No longer; whoever may pin may. */
export async function unpinMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  await context.limits.take("messages", actor.userId);
  const changed = await changeMessage(context, message, {
    present: { pinnedAt: null, pinnedBy: null },
    where: and(isNotNull(messages.pinnedAt), mayWrite(actor.userId, Date.now())),
  });
  return changed ?? explain(context, actor, messageId, false);
}

/** Nothing was stored: it was so already, or may not be. */
async function explain(context: Context, actor: Actor, messageId: string, pinned: boolean): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted.");
  if ((message.pinnedAt !== undefined) === pinned) return message;
  await refuseWriting(context, actor, message.roomId);
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
