import type { HistoryQuery, ThreadsQuery } from "../../lib/contract/inputs.ts";
import type { Message, MessagePage } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { pageStatement, toPage } from "../messages/page.ts";
import { rootOf } from "./follow.ts";
import { listThreads } from "./list.ts";

/** A thread as one of its room's members stands in it. */
export type Thread = {
  root: Message;
  replies: MessagePage;
  following: boolean;
  /** Who does not follow it has read all. */
  lastReadSequence: number;
};

const FOLLOW = "SELECT following, last_read_sequence FROM thread_follows WHERE user_id = ?1 AND root_id = ?2";

/** A page of a thread's replies, found through any of its messages. */
export async function visitThread(
  context: Context,
  actor: Actor,
  roomId: string,
  messageId: string,
  place: Pick<HistoryQuery, "before" | "limit">,
): Promise<Thread> {
  const root = await rootOf(context, actor, messageId);
  if (root.roomId !== roomId) throw notFound("thread");
  const query = { ...place, threadRootId: root.id };
  const [replies, follow] = await context.database.ask([
    pageStatement(roomId, query),
    { sql: FOLLOW, args: [actor.userId, root.id] },
  ]);
  const [following, lastRead] = follow?.[0] ?? [];
  return {
    root,
    replies: toPage(replies, roomId, root.roomKind, query),
    following: following === 1,
    lastReadSequence: following === 1 ? Number(lastRead) : Number.MAX_SAFE_INTEGER,
  };
}

/** Unread replies that the list of threads shows of each; the others are in the thread. */
const MAX_SHOWN = 10;
/** Of a thread that has been read: enough to know it again. */
const REMINDERS = 2;

/** The threads that the caller follows, each with its unread replies, or the last ones where all are read. */
export async function threadsInbox(context: Context, actor: Actor, query: ThreadsQuery) {
  const { threads, hasMore } = await listThreads(context, actor, query);
  const queries = threads.map(({ root, unreadCount, lastReadSequence }) => ({
    threadRootId: root.id,
    limit: unreadCount > 0 ? MAX_SHOWN : REMINDERS,
    after: unreadCount > 0 ? lastReadSequence : undefined,
  }));
  const pages = await context.database.ask(
    threads.map(({ root }, index) => pageStatement(root.roomId, queries[index] ?? { limit: REMINDERS })),
  );
  return {
    hasMore,
    threads: threads.map((thread, index) => ({
      ...thread,
      replies: toPage(
        pages[index],
        thread.root.roomId,
        thread.root.roomKind,
        queries[index] ?? { limit: REMINDERS },
      ).messages,
    })),
  };
}
