import type { Context } from "../context.ts";

/** The first message after `seen` of the room that still says something; else the one that comes next. */
const FIRST_LEFT = `coalesce(
  (SELECT m.sequence FROM messages m WHERE m.room_id = at.room_id AND m.sequence > at.seen
    AND (m.deleted_at IS NULL OR m.expires_at IS NULL) ORDER BY m.sequence LIMIT 1),
  (SELECT last_sequence + 1 FROM rooms WHERE id = at.room_id))`;

/** Unread is subtraction: nobody is to look for messages that are gone. */
const PASS = `
  UPDATE memberships SET last_read_sequence = passed.up_to,
    last_delivered_sequence = max(last_delivered_sequence, passed.up_to)
  FROM (
    SELECT at.room_id, at.seen, ${FIRST_LEFT} - 1 AS up_to FROM (
      SELECT DISTINCT p.room_id, p.last_read_sequence AS seen FROM json_each(?1) w
      JOIN memberships p ON p.room_id = w.value ->> 0 AND p.last_read_sequence < w.value ->> 1) at) passed
  WHERE memberships.room_id = passed.room_id AND memberships.last_read_sequence = passed.seen
    AND passed.up_to > passed.seen
  RETURNING memberships.room_id, user_id, last_read_sequence`;

/** Moves readers of these rooms over the messages that are gone, up to the next one that is not. `rooms`: the last that went of each. */
export async function passOver(
  { database, events, online }: Context,
  rooms: ReadonlyMap<string, number>,
): Promise<void> {
  if (rooms.size === 0) return;
  const [moved = []] = await database.writer.write([{ sql: PASS, args: [JSON.stringify([...rooms])] }]);
  const here = online(moved.map(([, userId]) => String(userId)));
  for (const [roomId, userId, sequence] of moved as [string, string, number][])
    if (here.has(userId)) events.emit({ type: "receipt", kind: "read", roomId, userId, sequence });
}
