import type { Reminder } from "../../lib/contract/objects.ts";
import type { SetReminder } from "../../lib/contract/keeping.ts";
import { conflict } from "../../lib/errors.ts";
import { invalid } from "../../lib/parse.ts";
import { localMoment, remindAt } from "../../lib/remind-at.ts";
import { DAY, toTime, toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { getSaid } from "../messages/index.ts";
import { READABLE, READABLE_CELLS, type ReadableCells, toReadable } from "../messages/kept.ts";
import { NOW } from "../notifications/level.ts";

/** Reminders of one person at most, and milliseconds that one may lie ahead. */
const MAX_REMINDERS = 100;
const MAX_AHEAD = 5 * 366 * DAY;

/** One of a message: a later time takes the place of the earlier. */
const DROP = "DELETE FROM reminders WHERE user_id = ?1 AND message_id = ?2";
const SET = `
  INSERT INTO reminders (id, user_id, message_id, due_at, created_at)
  SELECT ?3, ?1, m.id, ?4, ${NOW} FROM messages m JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ?1
  WHERE m.id = ?2 AND m.deleted_at IS NULL
    AND (SELECT count(*) FROM reminders WHERE user_id = ?1) < ${MAX_REMINDERS}
  RETURNING due_at`;
const CLOCK = `SELECT ${NOW}`;

/** Has the caller reminded of a message at some time to come, by the database's clock; `timeZone`: where they are. */
export async function setReminder(
  context: Context,
  actor: Actor,
  messageId: string,
  input: SetReminder,
  timeZone: string,
): Promise<{ messageId: string; at: string }> {
  const message = await getSaid(context, actor, messageId);
  const due = await inTime(context, input, timeZone);
  const args = [actor.userId, message.id];
  const [, stored = []] = await context.database.writer.write([
    { sql: DROP, args },
    { sql: SET, args: [...args, Bun.randomUUIDv7(), due] },
  ]);
  changed(context, actor.userId);
  if (stored.length === 0) throw conflict(`At most ${MAX_REMINDERS} reminders can be set.`);
  return { messageId, at: toTime(due) };
}

async function inTime({ database }: Context, input: SetReminder, timeZone: string): Promise<number> {
  const [[row] = []] = await database.ask([{ sql: CLOCK, args: [] }]);
  const now = Number(row?.[0]);
  const due = dueAt(input, now, timeZone);
  const path = input.local === undefined ? "at" : "local";
  if (due <= now) throw invalid([{ path, message: "must be in the future" }]);
  if (due - now > MAX_AHEAD) throw invalid([{ path, message: "at most five years from now" }]);
  return due;
}

function dueAt({ at, when, local }: SetReminder, now: number, timeZone: string): number {
  if (when) return remindAt(when, now, timeZone);
  return local === undefined ? Date.parse(at ?? "") : localMoment(local, timeZone);
}

/** Also once it was told: then it is done with. */
export async function dropReminder(context: Context, actor: Actor, messageId: string): Promise<void> {
  await context.database.writer.write([{ sql: DROP, args: [actor.userId, messageId] }]);
  changed(context, actor.userId);
}

export const changed = ({ events }: Context, userId: string): void =>
  events.emit({ type: "own_changed", userId, thing: "reminders" });

const LIST = `
  SELECT json_group_array(json_array(${READABLE_CELLS}, kept.due_at, kept.told_at))
  FROM reminders kept ${READABLE} WHERE kept.user_id = ?1`;
type Cells = [...ReadableCells, dueAt: number, toldAt: number | null];

/** All of the caller's: first those that were told and wait to be ticked off, then by when they are due. */
export async function listReminders({ database }: Context, { userId }: Actor): Promise<Reminder[]> {
  const [rows] = await database.ask([{ sql: LIST, args: [userId] }]);
  return cellsOf<Cells>(rows)
    .toSorted((a, b) => Number(a[4] === null) - Number(b[4] === null) || a[3] - b[3])
    .map(([message, roomId, kind, due, told]) => ({
      message: toReadable([message, roomId, kind]),
      at: toTime(due),
      toldAt: toTimeOrNull(told),
    }));
}

const ONE = "SELECT due_at FROM reminders WHERE user_id = ?1 AND message_id = ?2";

/** When the caller is to be reminded of a message, or was; undefined where they are not. */
export async function reminderOf(
  { database }: Context,
  { userId }: Actor,
  messageId: string,
): Promise<number | undefined> {
  const [[row] = []] = await database.ask([{ sql: ONE, args: [userId, messageId] }]);
  return row ? Number(row[0]) : undefined;
}
