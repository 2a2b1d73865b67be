import type { Row, Statement } from "../../../db/protocol.ts";
import type { ThreadsQuery } from "../../lib/contract/inputs.ts";
import type { Message, ThreadPage } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "../messages/message.ts";
import { unreadRepliesOf } from "./unread.ts";

/** Unread replies that are counted in one thread; so many more are as good as these. */
const MAX_COUNTED = 100;

/** Their own follows `f`, in rooms that they are in. */
const MINE = `thread_follows f JOIN memberships p ON p.room_id = f.room_id AND p.user_id = f.user_id
  WHERE f.user_id = ?1 AND f.following`;
const UNREAD_REPLIES = `
  FROM messages reply WHERE reply.thread_root_id = f.root_id AND reply.sequence > f.last_read_sequence
    AND reply.deleted_at IS NULL AND reply.sender_id <> f.user_id`;
const UNREAD = `(SELECT count(*) FROM (SELECT 1 ${UNREAD_REPLIES} LIMIT ${MAX_COUNTED}))`;
const NEWEST = `(
  SELECT reply.id FROM messages reply WHERE reply.thread_root_id = f.root_id AND reply.deleted_at IS NULL
  ORDER BY reply.sequence DESC LIMIT 1)`;

const LIST = `
  SELECT json_group_array(json_array(m.room_id, r.kind, last_read_sequence, unread, newest, ${MESSAGE_CELLS})) FROM (
    SELECT * FROM (SELECT f.root_id, f.last_read_sequence, ${UNREAD} AS unread, ${NEWEST} AS newest FROM ${MINE})
    WHERE newest < ?2 AND (unread > 0 OR NOT ?3) ORDER BY newest DESC LIMIT ?4
  ) t JOIN messages m ON m.id = t.root_id JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.sender_id`;
type ListCells = [
  roomId: string,
  roomKind: Message["roomKind"],
  lastReadSequence: number,
  unreadCount: number,
  lastReplyId: string,
  root: MessageCells,
];

/** What an id is always below. */
const END = "~";

/** The threads that the caller follows, the one with the newest reply first. */
export async function listThreads(
  { database, access }: Context,
  actor: Actor,
  { before = END, unread, limit }: ThreadsQuery,
): Promise<ThreadPage> {
  const { roomIds } = await access.standings(actor.userId);
  const args = [actor.userId, before, Number(unread), limit + 1];
  const scopes = () => [`user:${actor.userId}`, ...roomIds.map((id) => `room:${id}`)];
  const [rows] = await database.ask([{ sql: LIST, args }], scopes);
  const threads = cellsOf<ListCells>(rows)
    .toSorted((a, b) => (a[4] < b[4] ? 1 : -1))
    .map(([roomId, kind, lastReadSequence, unreadCount, lastReplyId, root]) => ({
      root: toMessage(toMessageRow(root, roomId, kind)),
      lastReadSequence,
      unreadCount,
      lastReplyId,
    }));
  return { threads: threads.slice(0, limit), hasMore: threads.length > limit };
}

/** Unread replies in all threads that somebody follows, and how many of them do not name them. */
export type UnreadReplies = { count: number; unnamed: number };

const COUNT = `
  SELECT count(*), coalesce(sum(NOT EXISTS (
    SELECT 1 FROM mentions n WHERE n.user_id = ?1 AND n.room_id = unread.room_id AND n.sequence = unread.sequence)), 0)
  FROM (${unreadRepliesOf("?1")}) unread`;

/** What the sidebar says of threads, to be asked together with the rooms; `toUnreadReplies` takes the answer. */
export const unreadRepliesStatement = ({ userId }: Actor): Statement => ({ sql: COUNT, args: [userId] });

export const toUnreadReplies = (rows: Row[] | undefined): UnreadReplies => ({
  count: Number(rows?.[0]?.[0] ?? 0),
  unnamed: Number(rows?.[0]?.[1] ?? 0),
});

export async function unreadReplies({ database }: Context, actor: Actor): Promise<UnreadReplies> {
  const [rows] = await database.ask([unreadRepliesStatement(actor)]);
  return toUnreadReplies(rows);
}
