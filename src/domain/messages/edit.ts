import { and, ne, type SQL, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import { inWords } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { mentionsAfter } from "../notifications/index.ts";
import { changeMessage } from "./change.ts";
import { momentIn } from "./moment.ts";
import { getMessage } from "./read.ts";
import { keepVersion } from "./versions.ts";

/** For `where`: whether somebody may write in the room at that moment, as `STORE` in send.ts asks of a new message. */
const mayWrite = (userId: string, now: number): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.user_id
  WHERE m.room_id = ${messages.roomId} AND m.user_id = ${userId}
    AND r.archived_at IS NULL AND (r.posting = 'everyone' OR m.role <> 'member')
    AND coalesce(m.silenced_until <= ${now}, 1) AND coalesce(u.silenced_until <= ${now}, 1))`;

/**
 * Replaces a message's content, and keeps what it was. Its sender may, for as long after it was sent as the installation
 * allows, where they may still write. The same content again changes nothing.
 */
export async function editMessage(
  context: Context,
  actor: Actor,
  messageId: string,
  { content }: { content: string },
): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  refuseOthers(message, actor);
  const { now, editable } = await momentIn(context, message.roomId);
  if (now - Date.parse(message.createdAt) > editable) throw tooLate(editable);
  await context.limits.take("messages", actor.userId);
  const where = and(mayWrite(actor.userId, now), ne(messages.content, content));
  const changed = await changeMessage(context, message, {
    present: { content, editedAt: now },
    where,
    before: [keepVersion(context, message, { at: now, by: actor.userId, deletion: false, where })],
    after: [mentionsAfter(context, message, content)],
  });
  return changed ?? unchanged(context, actor, messageId, content);
}

function refuseOthers({ senderId, messageType, deletedAt, poll }: Message, { userId }: Actor): void {
  if (senderId !== userId || messageType === "system")
    throw forbidden("Only its sender may change a message.");
  if (deletedAt) throw conflict("This message was deleted.");
  if (poll) throw conflict("People have answered what this poll asks: it is not edited.");
}

const tooLate = (editable: number) =>
  forbidden(`A message can be edited for ${inWords(editable)} after it was sent.`);

/** Nothing was stored: it said so already, or it may not be changed any more. */
async function unchanged(
  context: Context,
  actor: Actor,
  messageId: string,
  content: string,
): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  refuseOthers(message, actor);
  if (message.content !== content) throw forbidden("You may not write in this room now.");
  return message;
}
