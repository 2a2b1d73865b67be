import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { mentionsAfter } from "../notifications/index.ts";
import { changeMessage, stillMember } from "./change.ts";
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

async function change(
  context: Context,
  actor: Actor,
  message: Message,
  present: { content: string; editedAt?: number; deletedAt?: number },
): Promise<Message> {
  const changed = await changeMessage(context, message, {
    present,
    where: stillMember(actor.userId),
    after: [mentionsAfter(context, message, present.content)],
  });
  if (!changed) throw conflict("This message was deleted, or you left its room.");
  return changed;
}
