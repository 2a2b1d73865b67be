import type { SavedMessage } from "../lib/contract/objects.ts";
import type { SavedQuery } from "../lib/contract/keeping.ts";
import { conflict } from "../lib/errors.ts";
import { toTime, toTimeOrNull } from "../lib/time.ts";
import type { Actor } from "./actor.ts";
import { cellsOf } from "./cells.ts";
import type { Context } from "./context.ts";
import { getSaid } from "./messages/index.ts";
import { READABLE, READABLE_CELLS, type ReadableCells, toReadable } from "./messages/kept.ts";
import { NOW } from "./notifications/level.ts";

/** Messages that one person has saved at most, done or not. */
const MAX_SAVED = 5000;
/** Of one page of the list. */
const PAGE = 30;

/** Only what they may read, and only while there is room; what is saved already takes none. */
const SAVE = `
  INSERT INTO saved_messages (user_id, message_id, saved_at, done_at)
  SELECT ?1, m.id, ${NOW}, iif(?3, ${NOW}, NULL) FROM messages m
  JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ?1
  WHERE m.id = ?2 AND m.deleted_at IS NULL AND (
    EXISTS (SELECT 1 FROM saved_messages s WHERE s.user_id = ?1 AND s.message_id = ?2)
    OR (SELECT count(*) FROM saved_messages s WHERE s.user_id = ?1) < ${MAX_SAVED})
  ON CONFLICT DO UPDATE SET done_at = iif(?3, coalesce(done_at, excluded.done_at), NULL)
  RETURNING message_id`;
const DROP = "DELETE FROM saved_messages WHERE user_id = ?1 AND message_id = ?2";

/** Puts a message aside for oneself; `done`: one is through with it. Twice is once. */
export async function saveMessage(
  context: Context,
  actor: Actor,
  messageId: string,
  { done }: { done: boolean },
): Promise<void> {
  const message = await getSaid(context, actor, messageId);
  const args = [actor.userId, message.id, Number(done)];
  const [stored = []] = await context.database.writer.write([{ sql: SAVE, args }]);
  if (stored.length === 0) throw conflict(`At most ${MAX_SAVED} messages can be saved.`);
  context.events.emit({ type: "own_changed", userId: actor.userId, thing: "saved" });
}

/** No longer; also of what one may not read any more. */
export async function unsaveMessage(context: Context, actor: Actor, messageId: string): Promise<void> {
  await context.database.writer.write([{ sql: DROP, args: [actor.userId, messageId] }]);
  context.events.emit({ type: "own_changed", userId: actor.userId, thing: "saved" });
}

const LIST = `
  SELECT json_group_array(json_array(${READABLE_CELLS}, kept.saved_at, kept.done_at)) FROM (
    SELECT kept.* FROM saved_messages kept ${READABLE}
    WHERE kept.user_id = ?1 AND (kept.done_at IS NOT NULL) = ?2
    ORDER BY coalesce(kept.done_at, kept.saved_at) DESC, kept.message_id DESC LIMIT ${PAGE + 1} OFFSET ?3
  ) kept ${READABLE}`;
type Cells = [...ReadableCells, savedAt: number, doneAt: number | null];

/** A page of what the caller saved and may read, the latest first: what is still to be done, or what is done. */
export async function listSaved(
  { database }: Context,
  { userId }: Actor,
  { done, page }: SavedQuery,
): Promise<{ saved: SavedMessage[]; hasMore: boolean }> {
  const args = [userId, Number(done), (page - 1) * PAGE];
  const [rows] = await database.ask([{ sql: LIST, args }]);
  const cells = cellsOf<Cells>(rows).toSorted((a, b) => (b[4] ?? b[3]) - (a[4] ?? a[3]));
  const saved = cells.slice(0, PAGE).map(([message, roomId, kind, savedAt, doneAt]) => ({
    message: toReadable([message, roomId, kind]),
    savedAt: toTime(savedAt),
    doneAt: toTimeOrNull(doneAt),
  }));
  return { saved, hasMore: cells.length > PAGE };
}

const STATE = "SELECT done_at IS NOT NULL FROM saved_messages WHERE user_id = ?1 AND message_id = ?2";

/** Whether the caller saved a message: undefined where not, else whether they are done with it. */
export async function savedState(
  { database }: Context,
  { userId }: Actor,
  messageId: string,
): Promise<boolean | undefined> {
  const [[row] = []] = await database.ask([{ sql: STATE, args: [userId, messageId] }]);
  return row && row[0] === 1;
}
