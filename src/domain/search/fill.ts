import type { Statement } from "../../../db/protocol.ts";
import { documentOf } from "../../lib/search-match.ts";
import type { Context } from "../context.ts";
import {
  NEW,
  OLD,
  PROGRESS,
  type ReadMessage,
  readMessages,
  type RoomSpan,
  spansOf,
  STALE,
} from "./waiting.ts";
import { PER_SPAN } from "./spans.ts";

/** Messages written at once: some five milliseconds in which no other write is stored. */
const AT_ONCE = 100;
/** The number from which new messages count up, and those from before the index down. */
const MIDDLE = 2 ** 31;

/** Where nobody has looked yet, all that is there is from before the index: new is what comes after this moment. */
const BEGIN = [
  `UPDATE rooms SET searched_sequence = last_sequence
    WHERE searched_sequence IS NULL AND NOT EXISTS (SELECT 1 FROM search_progress)`,
  `INSERT OR IGNORE INTO search_progress (id, before)
    SELECT 1, iif(EXISTS (SELECT 1 FROM messages), '~', '')`,
];

/** Of several nodes one takes what is new: while the room's mark is where it was read. */
const TAKE_NEW = `
  INSERT OR IGNORE INTO search_entries (id, message_id, state)
  SELECT (SELECT max(${MIDDLE}, coalesce(max(id), 0)) FROM search_entries) + 1 + w.key, m.id, iif(m.deleted_at IS NULL, 1, NULL)
  FROM json_each(?1) w JOIN messages m ON m.id = w.value ->> 0
  JOIN rooms r ON r.id = m.room_id AND coalesce(r.searched_sequence, 0) = w.value ->> 3
  WHERE w.value ->> 3 IS NOT NULL`;
const MOVE_ROOMS = `
  UPDATE rooms SET searched_sequence = w.value ->> 2 FROM json_each(?1) w
  WHERE rooms.id = w.value ->> 0 AND coalesce(rooms.searched_sequence, 0) = w.value ->> 1`;
/** Old ones come from the newest back; their numbers are given from below, so that the index takes them in its order. */
const TAKE_OLD = `
  INSERT OR IGNORE INTO search_entries (id, message_id, state)
  SELECT (SELECT min(${MIDDLE}, coalesce(min(id) - 1, ${MIDDLE})) FROM search_entries) - json_array_length(?1) + 1 + w.key,
    m.id, iif(m.deleted_at IS NULL, 1, NULL)
  FROM json_each(?1) w JOIN messages m ON m.id = w.value ->> 0
  WHERE EXISTS (SELECT 1 FROM search_progress WHERE before = ?2)`;
const MOVE_BACK = "UPDATE search_progress SET before = ?2 WHERE before = ?1";

/** Only as it was read: what was changed meanwhile waits for the next time. */
const CHOOSE = `
  UPDATE search_entries SET state = 2 WHERE id IN (
    SELECT e.id FROM json_each(?1) w
    CROSS JOIN messages m ON m.id = w.value ->> 0 AND m.revision = w.value ->> 1 AND m.deleted_at IS NULL
    CROSS JOIN search_entries e ON e.message_id = m.id AND e.state = 1)`;
const CLEAR = "DELETE FROM search_words WHERE rowid IN (SELECT id FROM search_entries WHERE state = 2)";
const WRITE = `
  INSERT INTO search_words (rowid, words) SELECT e.id, w.value ->> 2
  FROM json_each(?1) w CROSS JOIN search_entries e ON e.message_id = w.value ->> 0 AND e.state = 2 ORDER BY e.id`;
const NOTE_TIMES = `
  INSERT INTO search_spans (id, earliest, latest)
  SELECT e.id / ${PER_SPAN}, min(m.created_at), max(m.created_at)
  FROM search_entries e JOIN messages m ON m.id = e.message_id WHERE e.state = 2 GROUP BY 1
  ON CONFLICT (id) DO UPDATE SET earliest = min(earliest, excluded.earliest), latest = max(latest, excluded.latest)`;
const DONE = "UPDATE search_entries SET state = NULL WHERE state = 2";

/** What each message is known by in the statements above, and of a new one where its room stood. */
const rowsOf = (messages: ReadMessage[], expected?: ReadonlyMap<string, number>): string =>
  JSON.stringify(
    messages.map((message) => [
      message.id,
      message.revision,
      documentOf(message),
      expected?.get(message.roomId) ?? null,
    ]),
  );

const LEFT = "SELECT 1 WHERE EXISTS (SELECT 1 FROM search_entries WHERE state = 1)";

const statement = (sql: string, ...args: Statement["args"]): Statement => ({ sql, args });
const written = (rows: string): Statement[] => [
  statement(CHOOSE, rows),
  statement(CLEAR),
  statement(WRITE, rows),
  statement(NOTE_TIMES),
  statement(DONE),
];

/** `more`: there is more of the same. `left`: messages were changed, and wait to be written again. */
type Step<More> = { more: More; left: boolean };

async function store({ database }: Context, statements: Statement[]): Promise<boolean> {
  const rows = await database.writer.write([...statements, statement(LEFT)]);
  return (rows.at(-1) ?? []).length > 0;
}

/** Parts what is there from what is to come. Done once; repeated, it does nothing. */
export const beginIndex = ({ database }: Context): Promise<unknown> =>
  database.writer.write(BEGIN.map((sql) => statement(sql)));

/** Brings new messages of these rooms into the index; `more` are the rooms that have some left. */
export async function indexNew(context: Context, roomIds: readonly string[]): Promise<Step<string[]>> {
  const spans = await spansOf(context, roomIds, AT_ONCE);
  const due = spans.filter(({ from, upTo }) => upTo > from);
  if (due.length === 0) return { more: [], left: false };
  const messages = await readMessages(context, NEW, [JSON.stringify(due.map(cellsOfSpan))]);
  const rows = rowsOf(messages, new Map(due.map(({ roomId, from }) => [roomId, from])));
  const left = await store(context, [
    statement(TAKE_NEW, rows),
    ...written(rows),
    statement(MOVE_ROOMS, JSON.stringify(due.map(cellsOfSpan))),
  ]);
  return { more: spans.filter(({ upTo, last }) => upTo < last).map(({ roomId }) => roomId), left };
}

const cellsOfSpan = ({ roomId, from, upTo }: RoomSpan) => [roomId, from, upTo];

/** Writes anew what was changed. */
export async function indexChanged(context: Context): Promise<Step<boolean>> {
  const messages = await readMessages(context, STALE, [AT_ONCE]);
  if (messages.length === 0) return { more: false, left: false };
  const left = await store(context, written(rowsOf(messages)));
  return { more: left, left };
}

/** Brings some of the messages into the index that were there before it, from the newest back. */
export async function indexOld(context: Context): Promise<Step<boolean>> {
  const [[[before] = []] = []] = await context.database.ask([statement(PROGRESS)]);
  if (before === undefined || before === "") return { more: false, left: false };
  const messages = await readMessages(context, OLD, [before, AT_ONCE]);
  const rows = rowsOf(messages);
  const next = messages[0]?.id ?? "";
  const left = await store(context, [
    statement(TAKE_OLD, rows, before),
    ...written(rows),
    statement(MOVE_BACK, before, next),
  ]);
  return { more: next !== "", left };
}
