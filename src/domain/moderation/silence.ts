import { type SQL, sql } from "drizzle-orm";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import { NOW } from "../notifications/level.ts";

/**
 * Until when somebody was silenced in a room, as SQL: milliseconds since 1970, null where they are not. By the record, which
 * stays when they go: whoever leaves and comes again has not got rid of it.
 */
export const silenceOnRecord = (roomId: string, userId: string): SQL =>
  sql.raw(`(
    SELECT CAST(unixepoch(l.details ->> 'until', 'subsec') * 1000 AS INTEGER) FROM audit_log l
    WHERE l.subject_id = ${userId} AND l.room_id = ${roomId} AND l.action IN ('user.silence', 'user.unsilence')
    ORDER BY l.id DESC LIMIT 1)`);

const SILENCED = `
  SELECT user_id FROM memberships
  WHERE room_id = ?1 AND user_id IN (SELECT value FROM json_each(?2)) AND silenced_until > ${NOW}`;

/** Those of these members who write nothing in the room for now; told to those alone who look after it. */
export async function silencedIn(
  { access, database }: Context,
  actor: Actor,
  roomId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { role } = await access.standing(actor, roomId);
  if (role === "member" && !isAdmin(actor)) return new Set();
  const args = [roomId, JSON.stringify(userIds)];
  const [rows = []] = await database.ask([{ sql: SILENCED, args }], () => [`room:${roomId}`]);
  return new Set(rows.map(([userId]) => String(userId)));
}
