import type { Message } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/read.ts";

/** The message that a thread hangs on; a reply stands for its thread. `not_found` to whoever is not in its room. */
export async function rootOf(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  return message.threadRootId ? getMessage(context, actor, message.threadRootId) : message;
}

/** Whoever asks for a thread has it before them: only what comes after is unread. */
const FOLLOW = `
  INSERT INTO thread_follows (user_id, root_id, room_id, following, last_read_sequence, created_at)
  SELECT p.user_id, ?2, p.room_id, 1, r.last_sequence, ?4 FROM memberships p JOIN rooms r ON r.id = p.room_id
  WHERE p.user_id = ?1 AND p.room_id = ?3
  ON CONFLICT (user_id, root_id) DO UPDATE SET following = 1, created_at = excluded.created_at,
    last_read_sequence = iif(following, thread_follows.last_read_sequence, excluded.last_read_sequence)`;
/** Kept as an answer, so that no reply of somebody else makes them follow it again. */
const UNFOLLOW = `
  INSERT INTO thread_follows (user_id, root_id, room_id, following, last_read_sequence, created_at)
  SELECT p.user_id, ?2, p.room_id, 0, 0, ?4 FROM memberships p WHERE p.user_id = ?1 AND p.room_id = ?3
  ON CONFLICT (user_id, root_id) DO UPDATE SET following = 0, created_at = excluded.created_at`;

/** Has the caller hear of a thread, or no longer. Either may be said again. */
export async function followThread(
  context: Context,
  actor: Actor,
  messageId: string,
  following: boolean,
): Promise<Message> {
  const root = await rootOf(context, actor, messageId);
  const args = [actor.userId, root.id, root.roomId, Date.now()];
  await context.database.writer.write([{ sql: following ? FOLLOW : UNFOLLOW, args }]);
  tell(context, actor);
  return root;
}

const UNREAD_REPLY = `EXISTS (SELECT 1 FROM messages reply WHERE reply.thread_root_id = f.root_id
    AND reply.sequence > f.last_read_sequence AND reply.deleted_at IS NULL AND reply.sender_id <> f.user_id)`;
const READ = `
  UPDATE thread_follows SET last_read_sequence = min(?3, (SELECT last_sequence FROM rooms WHERE id = room_id))
  WHERE user_id = ?1 AND root_id = ?2
    AND last_read_sequence < min(?3, (SELECT last_sequence FROM rooms WHERE id = room_id)) RETURNING root_id`;
const READ_ALL = `
  UPDATE thread_follows AS f SET last_read_sequence = (SELECT last_sequence FROM rooms WHERE id = f.room_id)
  WHERE f.user_id = ?1 AND f.following AND ${UNREAD_REPLY} RETURNING root_id`;

/** Moves the caller's mark in a thread forward, and never past the room's newest message. Who does not follow it has none. */
export async function readThread(
  context: Context,
  actor: Actor,
  messageId: string,
  { sequence }: { sequence: number },
): Promise<void> {
  const root = await rootOf(context, actor, messageId);
  const [moved] = await context.database.writer.write([
    { sql: READ, args: [actor.userId, root.id, sequence] },
  ]);
  if (moved?.length) tell(context, actor);
}

/** Whoever wants to come back to a thread follows it from then on. */
const UNREAD = `
  INSERT INTO thread_follows (user_id, root_id, room_id, following, last_read_sequence, created_at)
  SELECT p.user_id, ?2, p.room_id, 1, ?5 - 1, ?4 FROM memberships p WHERE p.user_id = ?1 AND p.room_id = ?3
  ON CONFLICT (user_id, root_id) DO UPDATE SET following = 1, created_at = excluded.created_at,
    last_read_sequence = iif(following, min(thread_follows.last_read_sequence, excluded.last_read_sequence),
      excluded.last_read_sequence)`;

/** Has the caller not have read a reply, nor what came after it in its thread. */
export async function markThreadUnread(context: Context, actor: Actor, messageId: string): Promise<void> {
  const { id, roomId, sequence, threadRootId } = await getMessage(context, actor, messageId);
  const args = [actor.userId, threadRootId ?? id, roomId, Date.now(), sequence];
  await context.database.writer.write([{ sql: UNREAD, args }]);
  tell(context, actor);
}

/** Reads every thread that the caller follows. */
export async function readAllThreads(context: Context, actor: Actor): Promise<void> {
  const [moved] = await context.database.writer.write([{ sql: READ_ALL, args: [actor.userId] }]);
  if (moved?.length) tell(context, actor);
}

const tell = ({ events }: Context, { userId }: Actor): void =>
  events.emit({ type: "own_changed", userId, thing: "threads" });
