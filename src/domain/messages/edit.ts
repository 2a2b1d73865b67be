import { and, eq, isNull, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import { toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { mentionsAfter } from "../notifications/index.ts";
import { getMessage } from "./read.ts";

/** Replaces a message's content. Its sender may, as long as they are a member and it is not deleted. */
export async function editMessage(
  context: Context,
  actor: Actor,
  messageId: string,
  input: { content: string },
): Promise<Message> {
  const message = await own(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted.");
  return change(context, actor, message, { content: input.content, editedAt: Date.now() });
}

/** Empties a message and keeps its place. Deleting twice is deleting once. */
export async function deleteMessage(context: Context, actor: Actor, messageId: string): Promise<void> {
  const message = await own(context, actor, messageId);
  if (!message.deletedAt) await change(context, actor, message, { content: "", deletedAt: Date.now() });
}

async function own(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  if (message.senderId !== actor.userId) throw forbidden("Only its sender may change a message.");
  return message;
}

/** The change takes the room's next revision in the statement that stores it. */
async function change(
  context: Context,
  actor: Actor,
  message: Message,
  present: Partial<typeof messages.$inferInsert> & { content: string },
): Promise<Message> {
  const { database, events } = context;
  const nextRevision = sql<number>`(SELECT revision + 1 FROM rooms WHERE id = ${messages.roomId})`;
  const stillMember = sql`EXISTS (SELECT 1 FROM memberships m WHERE m.room_id = ${messages.roomId} AND m.user_id = ${actor.userId})`;
  const stored = database.writing
    .update(messages)
    .set({ ...present, revision: nextRevision })
    .where(and(eq(messages.id, message.id), isNull(messages.deletedAt), stillMember))
    .returning();
  const [[row]] = await database.writing.batch([stored, mentionsAfter(context, message, present.content)]);
  if (!row) throw conflict("This message was deleted, or you left its room.");
  const { content, revision, editedAt, deletedAt } = row;
  const changed = {
    ...message,
    content,
    revision,
    editedAt: toTimeOrNull(editedAt),
    deletedAt: toTimeOrNull(deletedAt),
  };
  events.emit({ type: "message_changed", change: "message_updated", message: changed });
  return changed;
}
