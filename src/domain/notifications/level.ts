/** Milliseconds since 1970 by the database's clock, which all nodes share. */
export const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/**
 * What of the room `r` its member `p`, the person `u`, wants to be told, as SQL: nothing while they want quiet from it,
 * else as they said of the room, else of its kind, else by default (`preferences` in src/lib/contract/preferences.ts).
 */
export const LEVEL = `iif(p.quiet_until > ${NOW}, 'nothing', coalesce(p.involvement,
    json_extract(u.preferences, iif(r.kind = 'direct', '$.notifyDirect', '$.notifyRooms')),
    iif(r.kind = 'direct', 'everything', 'mentions')))`;

/** Whether one person wants to hear nothing from another, as SQL. */
export const blocks = (userId: string, otherId: string): string =>
  `EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = ${userId} AND b.blocked_id = ${otherId})`;
/** Only while a room `r` stands where it was read, `w` saying how: another node may have looked at the same messages meanwhile. */
export const OURS = "JOIN rooms r ON r.id = w.value ->> 0 AND r.notified_sequence IS w.value ->> 1";

/** Up to where the member `p` has read what the message `m` stands in: its thread, where it is in that alone, or the room. */
export const READ_UP_TO = `iif(m.thread_root_id IS NULL OR m.also_in_room, p.last_read_sequence, coalesce((
    SELECT f.last_read_sequence FROM thread_follows f WHERE f.user_id = p.user_id AND f.root_id = m.thread_root_id), 0))`;
