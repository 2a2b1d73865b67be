import type { Row } from "../../../db/protocol.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import type { Standing } from "../access.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { findByClientMessageId } from "./read.ts";

export type SendMessage = {
  roomId: string;
  content: string;
  clientMessageId?: string | undefined;
  threadRootId?: string | undefined;
};
export type Sent = { message: Message; created: boolean };

/**
 * One statement numbers and stores a message, if its sender is a member at that moment and has not sent it before; a
 * trigger moves the room on. So a batch of sends is a batch of these, and no hole can open between number and row.
 */
const STORE = `
INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, client_message_id, thread_root_id, created_at)
SELECT ?1, r.id, r.last_sequence + 1, r.revision + 1, r.revision + 1, m.user_id, ?2, ?3, ?4, ?5
FROM rooms r JOIN memberships m ON m.room_id = r.id AND m.user_id = ?6
WHERE r.id = ?7 AND (?4 IS NULL OR EXISTS (SELECT 1 FROM messages t WHERE t.id = ?4 AND t.room_id = r.id))
ON CONFLICT (sender_id, client_message_id) WHERE client_message_id IS NOT NULL DO NOTHING
RETURNING sequence, revision`;

/**
 * Stores a message, durably, before it resolves. The same `clientMessageId` again finds the first one. `onQueued` is
 * called once its place among the writes is certain.
 */
export async function sendMessage(
  context: Context,
  actor: Actor,
  input: SendMessage,
  onQueued?: () => void,
): Promise<Sent> {
  const standing = await context.access.standing(actor, input.roomId);
  await context.limits.take("messages", actor.userId);
  const id = Bun.randomUUIDv7();
  const now = Date.now();
  const { roomId, content, clientMessageId = null, threadRootId = null } = input;
  const args = [id, content, clientMessageId, threadRootId, now, actor.userId, roomId];
  const storing = context.database.writer.write([{ sql: STORE, args }], roomId);
  onQueued?.();
  const [rows] = await storing;
  const stored = rows?.[0];
  if (!stored) return explain(context, actor, input);
  const message = asMessage(id, actor, standing, input, stored, now);
  context.events.emit({ type: "message_changed", change: "new_message", message });
  return { message, created: true };
}

/** Nothing was stored: it was sent before, or its sender left a moment ago, or its thread is not in this room. */
async function explain(context: Context, actor: Actor, input: SendMessage): Promise<Sent> {
  const earlier =
    input.clientMessageId && (await findByClientMessageId(context, actor, input.clientMessageId));
  if (earlier) {
    const same =
      earlier.roomId === input.roomId &&
      earlier.content === input.content &&
      earlier.threadRootId === (input.threadRootId ?? null);
    const changedSince =
      earlier.roomId === input.roomId && (earlier.editedAt !== null || earlier.deletedAt !== null);
    if (same || changedSince) return { message: earlier, created: false };
    throw conflict("This clientMessageId belongs to another message.");
  }
  context.access.forgetMemberships(actor.userId);
  await context.access.standing(actor, input.roomId);
  // Without a thread to be wrong about, they left and came back within this moment.
  throw notFound(input.threadRootId ? "thread" : "room");
}

function asMessage(
  id: string,
  actor: Actor,
  standing: Standing,
  input: SendMessage,
  stored: Row,
  now: number,
): Message {
  return {
    id,
    roomId: input.roomId,
    roomKind: standing.kind,
    sequence: Number(stored[0]),
    revision: Number(stored[1]),
    senderId: actor.userId,
    senderUsername: actor.username,
    senderDisplayName: actor.displayName,
    content: input.content,
    messageType: "text",
    clientMessageId: input.clientMessageId ?? null,
    threadRootId: input.threadRootId ?? null,
    createdAt: toTime(now),
    editedAt: null,
    deletedAt: null,
  };
}
