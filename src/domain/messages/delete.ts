import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { messages, messageVersions } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { mentionsAfter, withdrawMentions, returnMentions } from "../notifications/index.ts";
import { type Change, changeMessage, stillMember } from "./change.ts";
import { momentIn, UNDO } from "./moment.ts";
import { getMessage } from "./read.ts";
import { deletedContent, keepVersion } from "./versions.ts";

/** For `where`: whether somebody still looks after what is said in the room. */
const stillModerator = (userId: string): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.room_id = ${messages.roomId} AND m.user_id = ${userId}
    AND (m.role <> 'member' OR u.role IN ('owner', 'admin')))`;

/**
 * Empties a message and keeps its place: its sender may, and so may a moderator of the room. What it said is kept apart,
 * for the minute in which they may take that back, and for an admin's audit. Deleting twice is deleting once.
 */
export async function deleteMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  const isOwn = message.senderId === actor.userId && message.messageType !== "system";
  if (!isOwn) await context.access.moderator(actor, message.roomId);
  if (message.deletedAt) return message;
  const where = isOwn ? stillMember(actor.userId) : stillModerator(actor.userId);
  const before = isOwn ? [] : [recordOf(context, actor, message, where)];
  const changed = await emptyMessage(context, message, { by: actor.userId, where, before });
  return changed ?? isDeleted(context, actor, messageId);
}

type Emptying = { by: string; where?: SQL; before?: Change["before"] };

/** Deletes a message for whoever may: that is asked before, and by `where` at the moment of storing. */
export async function emptyMessage(
  context: Context,
  message: Message,
  { by, where, before = [] }: Emptying,
): Promise<Message | undefined> {
  const { now } = await momentIn(context, message.roomId);
  return changeMessage(context, message, {
    present: { content: "", deletedAt: now, deletedBy: by },
    where,
    before: [...before, keepVersion(context, message, { at: now, by, deletion: true, where })],
    after: [withdrawMentions(context, message)],
  });
}

/** That a moderator deleted what somebody else said. */
const recordOf = (context: Context, actor: Actor, { id, roomId, senderId }: Message, where: SQL) =>
  audit(
    context,
    actor,
    { action: "message.delete", subjectId: id, roomId, details: { senderId } },
    sql`EXISTS (SELECT 1 FROM messages WHERE ${and(eq(messages.id, id), sql`deleted_at IS NULL`, where)})`,
  );

/** Somebody else was quicker. */
async function isDeleted(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (!message.deletedAt) throw forbidden("You may not delete this message any more.");
  return message;
}

/** Takes a deletion back, whole: within a minute, by whoever deleted it, as long as they are a member. */
export async function restoreMessage(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (!message.deletedAt) return message;
  if (message.deletedBy !== actor.userId) throw forbidden("Only whoever deleted a message may restore it.");
  const { now } = await momentIn(context, message.roomId);
  const deleted = await deletedContent(context, message);
  if (!deleted || Date.parse(message.deletedAt) <= now - UNDO)
    throw forbidden("A deleted message can be restored for a minute.");
  await context.limits.take("messages", actor.userId);
  const ofThis = sql`EXISTS (SELECT 1 FROM message_versions v WHERE v.id = ${deleted.id})`;
  const changed = await changeMessage(context, message, {
    deleted: true,
    present: { content: deleted.content, deletedAt: null, deletedBy: null },
    where: and(ofThis, gt(messages.deletedAt, now - UNDO), stillMember(actor.userId)),
    after: [
      dropVersion(context, deleted.id),
      returnMentions(context, message),
      ...mentionsAfter(context, message, deleted.content),
    ],
  });
  return changed ?? isRestored(context, actor, messageId);
}

/** Once its message says it again. */
const dropVersion = ({ database: { writing } }: Context, versionId: number) =>
  writing
    .delete(messageVersions)
    .where(
      and(
        eq(messageVersions.id, versionId),
        sql`EXISTS (SELECT 1 FROM messages m WHERE m.id = ${messageVersions.messageId} AND m.deleted_at IS NULL)`,
      ),
    );

async function isRestored(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted again.");
  return message;
}
