import type { Row } from "../../../db/protocol.ts";
import type { Message, Poll } from "../../lib/contract/objects.ts";
import { type AppError, conflict, notFound } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import type { Standing } from "../access.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { isHeard } from "../blocks.ts";
import { refuseSilenced, refuseWriting } from "./may-write.ts";
import { findByClientMessageId } from "./read.ts";
import { takeTurn } from "./turn.ts";

export type SendMessage = {
  roomId: string;
  content: string;
  clientMessageId?: string | undefined;
  threadRootId?: string | undefined;
  /** Of a reply: it stands in the room too. */
  alsoInRoom?: boolean | undefined;
  messageType?: "text" | "system" | undefined;
  poll?: Poll | undefined;
};
export type Sent = { message: Message; created: boolean };

/**
 * One statement numbers and stores the messages of a batch, each if its sender may write there at that moment and has
 * not sent it before; a trigger moves the rooms on. So no hole can open between number and row. What it selects is
 * complete before the first row is stored, hence `place`: how many of the same room stand before it.
 */
const STORE = `
INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, client_message_id,
  also_in_room, message_type, poll, expires_at, thread_root_id, created_at)
SELECT id, room_id, last_sequence + place, revision + place, revision + place, user_id, content, client_message_id,
  also_in_room, message_type, poll, expires_at, thread_root_id, created_at
FROM (
  SELECT s.value ->> 0 AS id, s.value ->> 1 AS content, s.value ->> 2 AS client_message_id, s.value ->> 3 AS thread_root_id,
    s.value ->> 4 AS created_at, s.value ->> 7 AS message_type, s.value ->> 8 AS also_in_room, s.value ->> 9 AS poll,
    s.value ->> 4 + r.message_lifetime * 1000 AS expires_at,
    m.user_id, m.room_id, r.last_sequence, r.revision, row_number() OVER (PARTITION BY r.id ORDER BY s.key) AS place
  FROM json_each(?1) s
  CROSS JOIN rooms r ON r.id = s.value ->> 6
  CROSS JOIN memberships m ON m.room_id = r.id AND m.user_id = s.value ->> 5
  WHERE NOT EXISTS (SELECT 1 FROM messages e WHERE e.client_message_id = s.value ->> 2 AND e.sender_id = m.user_id)
    AND (s.value ->> 3 IS NULL OR EXISTS (
      SELECT 1 FROM messages t WHERE t.id = s.value ->> 3 AND t.room_id = r.id AND t.thread_root_id IS NULL))
    AND r.archived_at IS NULL AND (r.posting = 'everyone' OR m.role <> 'member')
    AND coalesce(m.silenced_until <= s.value ->> 4, 1)
    AND ${isHeard("m")}
  ORDER BY s.key
)
RETURNING id, sequence, revision, expires_at`;

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
  refuseSilenced(actor.silencedUntil);
  await context.limits.take("messages", actor.userId);
  const turn = await takeTurn(context, actor, standing, input.roomId);
  if (turn?.refused) return earlierOr(context, actor, input, turn.refused);
  const id = Bun.randomUUIDv7();
  const now = Date.now();
  const once = input.clientMessageId === undefined ? undefined : `${actor.userId} ${input.clientMessageId}`;
  const row = rowOf(id, actor, input, now);
  const storing = context.database.writer.writeRow({ sql: STORE, row, once }, input.roomId);
  onQueued?.();
  const stored = await storing;
  if (!stored) {
    await turn?.giveBack();
    return explain(context, actor, input);
  }
  const message = asMessage(id, actor, standing, input, stored, now);
  context.events.emit({ type: "message_changed", change: "new_message", message });
  return { message, created: true };
}

function rowOf(id: string, actor: Actor, input: SendMessage, now: number) {
  const { roomId, content, clientMessageId = null, threadRootId = null, messageType = "text" } = input;
  const alsoInRoom = Number(threadRootId !== null && input.alsoInRoom === true);
  const poll = input.poll ? JSON.stringify(input.poll) : null;
  return [
    id,
    content,
    clientMessageId,
    threadRootId,
    now,
    actor.userId,
    roomId,
    messageType,
    alsoInRoom,
    poll,
  ];
}

/** What was sent before is found again, however soon it is repeated. */
async function earlierOr(
  context: Context,
  actor: Actor,
  input: SendMessage,
  refusal: AppError,
): Promise<Sent> {
  const earlier = await findEarlier(context, actor, input);
  if (earlier) return earlier;
  throw refusal;
}

/** The message of this `clientMessageId`, where there is one. */
async function findEarlier(context: Context, actor: Actor, input: SendMessage): Promise<Sent | undefined> {
  const earlier =
    input.clientMessageId && (await findByClientMessageId(context, actor, input.clientMessageId));
  if (!earlier) return undefined;
  // Another node may have stored it: this one's replica must not answer without it from then on.
  context.database.changed(`room:${earlier.roomId}`);
  const same =
    earlier.roomId === input.roomId &&
    earlier.content === input.content &&
    earlier.threadRootId === (input.threadRootId ?? null);
  const changedSince =
    earlier.roomId === input.roomId && (earlier.editedAt !== null || earlier.deletedAt !== null);
  if (same || changedSince) return { message: earlier, created: false };
  throw conflict("This clientMessageId belongs to another message.");
}

/** Nothing was stored: it was sent before, or its sender may not write there, or its thread is not in this room. */
async function explain(context: Context, actor: Actor, input: SendMessage): Promise<Sent> {
  const earlier = await findEarlier(context, actor, input);
  if (earlier) return earlier;
  context.access.forgetMemberships(actor.userId);
  await context.access.standing(actor, input.roomId);
  await refuseWriting(context, actor, input.roomId);
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
  const expiresAt = stored[3] as number | null;
  return {
    id,
    roomId: input.roomId,
    roomKind: standing.kind,
    sequence: Number(stored[1]),
    revision: Number(stored[2]),
    senderId: actor.userId,
    senderUsername: actor.username,
    senderDisplayName: actor.displayName,
    senderAvatarUrl: actor.avatarUrl,
    content: input.content,
    messageType: input.messageType ?? "text",
    clientMessageId: input.clientMessageId ?? null,
    threadRootId: input.threadRootId ?? null,
    createdAt: toTime(now),
    editedAt: null,
    deletedAt: null,
    ...(input.threadRootId && input.alsoInRoom && { alsoInRoom: true }),
    ...(input.poll && { poll: input.poll }),
    ...(expiresAt && { expiresAt: toTime(expiresAt) }),
  };
}
