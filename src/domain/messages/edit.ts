import { and, ne } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import { inWords } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { mentionsAfter } from "../notifications/index.ts";
import { changeMessage } from "./change.ts";
import { mayWrite, refuseWriting } from "./may-write.ts";
import { momentIn } from "./moment.ts";
import { getMessage } from "./read.ts";
import { keepVersion } from "./versions.ts";

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
    after: mentionsAfter(context, message, content),
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
  if (message.content === content) return message;
  await refuseWriting(context, actor, message.roomId);
  throw forbidden("You may not write in this room now.");
}
