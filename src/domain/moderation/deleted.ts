import type { DeletedMessage } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "./audit.ts";
import { administrator } from "./audit-log.ts";

const DELETED = `
  SELECT m.id, m.room_id, m.sender_id, s.username, m.deleted_at, m.deleted_by, v.content
  FROM messages m JOIN users s ON s.id = m.sender_id JOIN message_versions v ON v.message_id = m.id AND v.deletion = 1
  WHERE m.id = ?1 AND m.deleted_at IS NOT NULL`;

/** What a deleted message said: for an admin's audit alone, and that they looked is on record before they see it. */
export async function readDeleted(
  context: Context,
  actor: Actor,
  messageId: string,
): Promise<DeletedMessage> {
  administrator(actor);
  const [[row] = []] = await context.database.ask([{ sql: DELETED, args: [messageId] }]);
  if (!row) throw notFound("deleted message");
  const [id, roomId, senderId, senderUsername, deletedAt, deletedBy, content] = row;
  await audit(context, actor, {
    action: "message.read_deleted",
    subjectId: messageId,
    roomId: String(roomId),
  });
  return {
    id: String(id),
    roomId: String(roomId),
    senderId: String(senderId),
    senderUsername: String(senderUsername),
    deletedAt: toTime(Number(deletedAt)),
    deletedBy: deletedBy as string | null,
    content: String(content),
  };
}
