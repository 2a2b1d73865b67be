import { type SQL, sql } from "drizzle-orm";

/**
 * Until when somebody was silenced in a room, as SQL: milliseconds since 1970, null where they are not. By the record, which
 * stays when they go: whoever leaves and comes again has not got rid of it.
 */
export const silenceOnRecord = (roomId: string, userId: string): SQL =>
  sql.raw(`(
    SELECT CAST(unixepoch(l.details ->> 'until', 'subsec') * 1000 AS INTEGER) FROM audit_log l
    WHERE l.subject_id = ${userId} AND l.room_id = ${roomId} AND l.action IN ('user.silence', 'user.unsilence')
    ORDER BY l.id DESC LIMIT 1)`);
