import { lt, max, sql } from "drizzle-orm";
import {
  accessChanges,
  emailTokens,
  invitations,
  mails,
  refreshTokens,
  sessionLinks,
  sessions,
} from "../../db/schema/index.ts";
import { databaseNow } from "../../db/now.ts";
import type { Row, Value } from "../../db/protocol.ts";
import { DAY, HOUR } from "../lib/time.ts";
import type { Context } from "./context.ts";

export type AccessChange = typeof accessChanges.$inferSelect;

/** Changes read at once; the next look brings the next ones. */
const MAX_READ = 1000;
/** Milliseconds for which changes are kept: a node that was away for longer starts afresh. */
const KEPT = HOUR;
/** Milliseconds for which whoever comes late is told that their invitation has run out. */
const INVITATIONS_KEPT = 90 * DAY;
/** Milliseconds for which it can be looked up what became of a mail. */
const MAILS_KEPT = 30 * DAY;

/** Every node asks every second. */
const NEWEST_EPOCH = "SELECT max(id) FROM epochs";
const CHANGES_AFTER = `SELECT id, user_id, room_id, session_id, revision, created_at FROM access_changes
  WHERE id > ? ORDER BY id LIMIT ?`;

const textOf = (value: Value | undefined) => (value == null ? null : String(value));

const toChange = ([id, userId, roomId, sessionId, revision, createdAt]: Row): AccessChange => ({
  id: Number(id),
  userId: String(userId),
  roomId: textOf(roomId),
  sessionId: textOf(sessionId),
  revision: revision == null ? null : Number(revision),
  createdAt: Number(createdAt),
});

/** Number of the newest change, from which a node that starts now has to look. */
export async function latestAccessChange({ database }: Context): Promise<number> {
  const [row] = await database.primary.select({ id: max(accessChanges.id) }).from(accessChanges);
  return row?.id ?? 0;
}

/** What changed after `id`, and which history this is of: 0, or the `epochs.id` of the restore that began it. */
export async function accessChangesAfter(
  { database }: Context,
  id: number,
): Promise<{ epoch: number; changes: AccessChange[] }> {
  const [[newest] = [], rows = []] = await database.ask([
    { sql: NEWEST_EPOCH, args: [] },
    { sql: CHANGES_AFTER, args: [id, MAX_READ] },
  ]);
  return { epoch: Number(newest?.[0] ?? 0), changes: rows.map(toChange) };
}

/** Forgets what nobody can use any more, by the database's clock: a node whose own is wrong must not forget for all. */
export async function removeExpired({ database: { writing } }: Context): Promise<void> {
  await writing.batch([
    writing.delete(accessChanges).where(lt(accessChanges.createdAt, sql`${databaseNow} - ${KEPT}`)),
    writing.delete(refreshTokens).where(lt(refreshTokens.expiresAt, databaseNow)),
    writing.delete(invitations).where(lt(invitations.expiresAt, sql`${databaseNow} - ${INVITATIONS_KEPT}`)),
    writing.delete(emailTokens).where(lt(emailTokens.expiresAt, sql`${databaseNow} - ${DAY}`)),
    writing.delete(sessionLinks).where(lt(sessionLinks.expiresAt, sql`${databaseNow} - ${HOUR}`)),
    writing.delete(mails).where(lt(mails.createdAt, sql`${databaseNow} - ${MAILS_KEPT}`)),
    writing.delete(sessions).where(lt(sessions.expiresAt, databaseNow)),
  ]);
}
