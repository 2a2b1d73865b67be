import { type SQL, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import { forbidden } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import { isHeard, refuseBlocked } from "../blocks.ts";
import type { Context } from "../context.ts";

/**
 * For `where`: whether somebody may write in a message's room at that moment, as `STORE` in send.ts asks of a new message.
 * `now`: milliseconds since 1970.
 */
export const mayWrite = (userId: string, now: number): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.user_id
  WHERE m.room_id = ${messages.roomId} AND m.user_id = ${userId}
    AND r.archived_at IS NULL AND (r.posting = 'everyone' OR m.role <> 'member')
    AND coalesce(m.silenced_until <= ${now}, 1) AND coalesce(u.silenced_until <= ${now}, 1)
    AND ${sql.raw(isHeard("m"))})`;

const MAY_WRITE = `
  SELECT r.archived_at, r.posting = 'everyone' OR m.role <> 'member',
    max(coalesce(m.silenced_until, 0), coalesce(u.silenced_until, 0))
  FROM rooms r JOIN memberships m ON m.room_id = r.id AND m.user_id = ?2 JOIN users u ON u.id = m.user_id
  WHERE r.id = ?1`;

/** Says why a member may not write in a room, where that is so. */
export async function refuseWriting(context: Context, actor: Actor, roomId: string): Promise<void> {
  const [[found] = []] = await context.database.ask([{ sql: MAY_WRITE, args: [roomId, actor.userId] }]);
  if (!found) return;
  const [archivedAt, mayPost, silencedUntil] = found;
  if (archivedAt !== null) throw forbidden("This room is archived.");
  if (!mayPost) throw forbidden("Only moderators write in this room.");
  refuseSilenced(Number(silencedUntil));
  await refuseBlocked(context, actor, roomId);
}

export function refuseSilenced(until: number | null): void {
  if (until !== null && until > Date.now()) throw forbidden(`You may write nothing until ${toTime(until)}.`);
}
