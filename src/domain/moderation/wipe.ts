import { and, eq, sql } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import type { Context } from "../context.ts";
import { emptyMessage } from "../messages/delete.ts";
import { findMessages } from "../messages/read.ts";
import { audit } from "./audit.ts";

/** Whose messages are to go, up to when, and who said so. */
const WIPES = `
  SELECT u.id, u.wipe_before, (
    SELECT actor_id FROM audit_log WHERE subject_id = u.id AND action = 'user.ban' ORDER BY id DESC LIMIT 1)
  FROM users u WHERE u.wipe_before IS NOT NULL LIMIT 10`;

/** Messages that are looked through at once: some 10 ms. Nobody else ever looks for them by sender, so no index does. */
const WINDOW = 20_000;
/** Messages that are deleted before it is looked whether that is still wanted. */
const STEP = 100;

/** Who was given which role in a room is nothing that they wrote: it stays, as the room's next owner does. */
const THEIRS = `
  SELECT max(id), json_group_array(id) FILTER (WHERE sender_id = ?1 AND deleted_at IS NULL AND created_at <= ?2
    AND NOT iif(message_type = 'system' AND json_valid(content), content ->> 'role' IS NOT NULL, 0))
  FROM (SELECT id, sender_id, deleted_at, created_at, message_type, content FROM messages WHERE id > ?3 ORDER BY id LIMIT ${WINDOW})`;

type Wipe = { userId: string; before: number; by: string };

/**
 * Deletes what those wrote who are kept out for it, as a moderator would, each message by itself. Whatever ends it half way,
 * the next one goes on: what is deleted already is not deleted again.
 */
export async function wipe(context: Context): Promise<void> {
  const [rows = []] = await context.database.ask([{ sql: WIPES, args: [] }]);
  for (const [userId, before, by] of rows)
    await wipeOne(context, { userId: String(userId), before: Number(before), by: String(by ?? userId) });
}

async function wipeOne(context: Context, wiping: Wipe): Promise<void> {
  let count = 0;
  let after = "";
  for (;;) {
    const { ids, last } = await windowOf(context, wiping, after);
    for (let from = 0; from < ids.length; from += STEP) {
      if (!(await isWanted(context, wiping))) return;
      count += await empty(context, wiping, ids.slice(from, from + STEP));
    }
    if (last === undefined) break;
    after = last;
  }
  await finish(context, wiping, count);
}

async function windowOf({ database }: Context, { userId, before }: Wipe, after: string) {
  const [[row] = []] = await database.ask([{ sql: THEIRS, args: [userId, before, after] }]);
  const last = row?.[0];
  return {
    last: last === null || last === undefined ? undefined : String(last),
    ids: JSON.parse(String(row?.[1] ?? "[]")) as string[],
  };
}

/** They may have been let in again meanwhile. */
async function isWanted({ database }: Context, { userId, before }: Wipe): Promise<boolean> {
  const [found] = await database.primary
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.wipeBefore, before)));
  return found !== undefined;
}

async function empty(context: Context, { by }: Wipe, ids: string[]): Promise<number> {
  const found = await findMessages(context, ids);
  const emptied = await Promise.all(found.map((message) => emptyMessage(context, message, { by })));
  return emptied.filter((message) => message !== undefined).length;
}

async function finish(context: Context, { userId, before, by }: Wipe, messages: number): Promise<void> {
  const { writing } = context.database;
  const still = sql`EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND wipe_before = ${before})`;
  await writing.batch([
    audit(context, { userId: by }, { action: "user.wipe", subjectId: userId, details: { messages } }, still),
    writing
      .update(users)
      .set({ wipeBefore: null })
      .where(and(eq(users.id, userId), eq(users.wipeBefore, before))),
  ]);
}
