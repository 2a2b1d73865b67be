import type { Context } from "../context.ts";
import { NOW } from "../notifications/level.ts";
import { changed } from "./remind.ts";

/** Reminders told at once. */
const MAX_TOLD = 100;

const NEXT = `SELECT min(due_at) - ${NOW} FROM reminders WHERE told_at IS NULL`;
const DUE = `SELECT id FROM reminders WHERE told_at IS NULL AND due_at <= ${NOW} ORDER BY due_at LIMIT ${MAX_TOLD}`;
/** Of what was deleted, or is not theirs to read any more, nobody is reminded. */
const LOST = `
  DELETE FROM reminders WHERE id IN (SELECT value FROM json_each(?1)) AND told_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM messages m JOIN memberships p ON p.room_id = m.room_id AND p.user_id = reminders.user_id
    WHERE m.id = reminders.message_id AND m.deleted_at IS NULL)`;
/** To each device of those who are about to be told; the id says which device, and that it is a reminder. */
const DELIVER = `
  INSERT OR IGNORE INTO push_deliveries (id, user_id, room_id, message_id, due_at, created_at)
  SELECT s.id || ' reminder ' || d.id, d.user_id, m.room_id, m.id, ${NOW}, ${NOW} FROM json_each(?1) w
  JOIN reminders d ON d.id = w.value AND d.told_at IS NULL
  JOIN messages m ON m.id = d.message_id JOIN push_subscriptions s ON s.user_id = d.user_id`;
const TELL = `
  UPDATE reminders SET told_at = ${NOW} WHERE id IN (SELECT value FROM json_each(?1)) AND told_at IS NULL
  RETURNING user_id`;

/** Milliseconds until one is due, below 0 where it is; undefined where none is set. */
export async function nextReminder({ database }: Context): Promise<number | undefined> {
  const [[row] = []] = await database.ask([{ sql: NEXT, args: [] }]);
  return row?.[0] == null ? undefined : Number(row[0]);
}

/**
 * Tells of what is due: the mark and the deliveries are one transaction, so that of several nodes one does it, once, and
 * none that dies in between does half of it. Says whether anything is to be pushed.
 */
export async function tellReminders(context: Context): Promise<boolean> {
  const { database } = context;
  const [due = []] = await database.ask([{ sql: DUE, args: [] }]);
  if (due.length === 0) return false;
  const args = [JSON.stringify(due.map(([id]) => id))];
  const results = await database.writer.write([LOST, DELIVER, TELL].map((sql) => ({ sql, args })));
  const told = new Set((results[2] ?? []).map(([userId]) => String(userId)));
  for (const userId of told) changed(context, userId);
  return told.size > 0;
}
