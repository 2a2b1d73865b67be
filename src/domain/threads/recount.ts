import { type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Statement } from "../../../db/protocol.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "../messages/message.ts";

/** People named with a thread: those who wrote in it last, of so many replies. */
const MAX_NAMED = 5;
const MAX_LOOKED_AT = 200;

/**
 * What stands with a root of its replies, as `messages.thread` has it; null where none is left. It is counted anew each
 * time, so whoever counts last is right, in whatever order replies and deletions come.
 */
const SUMMARY = `(
  SELECT CASE WHEN count(*) > 0 THEN json_object('replyCount', count(*),
    'lastReplyAt', strftime('%Y-%m-%dT%H:%M:%fZ', max(reply.created_at) / 1000.0, 'unixepoch'),
    'userIds', (SELECT json_group_array(author) FROM (
      SELECT author, max(at) AS last FROM (
        SELECT wrote.sender_id AS author, wrote.sequence AS at FROM messages wrote
        WHERE wrote.thread_root_id = messages.id AND wrote.deleted_at IS NULL
        ORDER BY wrote.sequence DESC LIMIT ${MAX_LOOKED_AT})
      GROUP BY author ORDER BY last DESC LIMIT ${MAX_NAMED}))) END
  FROM messages reply WHERE reply.thread_root_id = messages.id AND reply.deleted_at IS NULL)`;

/** A revision of the root's own, also where the root itself was deleted: its replies are still there. */
const RECOUNT = `
  UPDATE messages SET thread = ${SUMMARY}, revision = (SELECT revision + 1 FROM rooms WHERE id = messages.room_id)`;

/** For the job, which does it only while the room stands where it was read (src/domain/notifications/notify.ts). */
const RECOUNT_ONCE = `${RECOUNT}
  WHERE id = ?1 AND EXISTS (
    SELECT 1 FROM rooms r WHERE r.id = messages.room_id AND r.notified_sequence IS ?2) RETURNING id`;

export const recountOnce = (rootId: string, expected: number | null): Statement => ({
  sql: RECOUNT_ONCE,
  args: [rootId, expected],
});

const recount = (rootId: string): SQL => sql`${sql.raw(RECOUNT)} WHERE id = ${rootId}`;

/** To be stored together with a reply's coming or going by another way than its sending; nothing for what is no reply. */
export const threadAfter = (
  { database: { writing } }: Context,
  { threadRootId }: Pick<Message, "threadRootId">,
): BatchItem<"sqlite">[] => (threadRootId ? [writing.run(recount(threadRootId))] : []);

const ROOTS = `
  SELECT json_group_array(json_array(m.room_id, r.kind, ${MESSAGE_CELLS})) FROM json_each(?1) asked
  JOIN messages m ON m.id = asked.value JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.sender_id`;
type RootCells = [roomId: string, roomKind: Message["roomKind"], message: MessageCells];

/** Messages in their present state, by id; for the server's own needs. */
async function present({ database }: Context, ids: string[]): Promise<Message[]> {
  const [rows] = await database.ask([{ sql: ROOTS, args: [JSON.stringify(ids)] }]);
  return cellsOf<RootCells>(rows)
    .map(([roomId, kind, cells]) => toMessage(toMessageRow(cells, roomId, kind)))
    .toSorted((a, b) => a.revision - b.revision);
}

const FOLLOWERS =
  "SELECT json_group_array(DISTINCT user_id) FROM thread_follows WHERE following AND root_id IN (SELECT value FROM json_each(?1))";

/** Tells the rooms of roots whose thread has changed, and those who follow it and are here to see it. */
export async function tellThreads(context: Context, rootIds: string[]): Promise<void> {
  if (rootIds.length === 0) return;
  const [followers] = await context.database.ask([{ sql: FOLLOWERS, args: [JSON.stringify(rootIds)] }]);
  for (const message of await present(context, rootIds))
    context.events.emit({ type: "message_changed", change: "message_updated", message });
  for (const userId of context.online(cellsOf<string>(followers)))
    context.events.emit({ type: "own_changed", userId, thing: "threads" });
}
