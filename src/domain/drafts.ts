import type { Draft } from "../lib/contract/objects.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

/** Drafts listed at most, the newest first; a person has one for each of their rooms. */
const MAX_LISTED = 1000;

const LIST = `
  SELECT d.room_id, d.content FROM drafts d
  JOIN memberships m ON m.room_id = d.room_id AND m.user_id = d.user_id
  WHERE d.user_id = ? ORDER BY d.updated_at DESC LIMIT ${MAX_LISTED}`;

/** What the caller has begun to write, in the rooms that they are in. */
export async function listDrafts({ database }: Context, { userId }: Actor): Promise<Draft[]> {
  const [rows = []] = await database.ask([{ sql: LIST, args: [userId] }], () => [`user:${userId}`]);
  return rows.map(([roomId, content]) => ({ roomId: String(roomId), content: String(content) }));
}

const ONE = `SELECT content FROM drafts WHERE user_id = ? AND room_id = ?`;

/** What the caller has begun to write in a room; empty where that is nothing. */
export async function draftIn({ database }: Context, { userId }: Actor, roomId: string): Promise<string> {
  const [rows = []] = await database.ask([{ sql: ONE, args: [userId, roomId] }], () => [`user:${userId}`]);
  return String(rows[0]?.[0] ?? "");
}

/** Only a member has drafts in a room: one that ends at the same moment takes its draft with it. */
const KEEP = `
  INSERT INTO drafts (user_id, room_id, content, updated_at)
  SELECT user_id, room_id, ?3, ?4 FROM memberships WHERE user_id = ?1 AND room_id = ?2
  ON CONFLICT DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`;
const DROP = `DELETE FROM drafts WHERE user_id = ?1 AND room_id = ?2`;

type Input = { roomId: string; content: string; connectionId?: string | undefined };

/** Keeps what the caller has begun to write, in place of what they had; nothing at all is no draft. */
export async function keepDraft(context: Context, actor: Actor, input: Input): Promise<void> {
  const { roomId, content, connectionId } = input;
  const { userId } = actor;
  await context.access.standing(actor, roomId);
  const statement = content
    ? { sql: KEEP, args: [userId, roomId, content, Date.now()] }
    : { sql: DROP, args: [userId, roomId] };
  await context.database.writer.write([statement]);
  context.events.emit({ type: "draft_changed", userId, roomId, content, connectionId });
}
