import type { Statement } from "../../../db/protocol.ts";
import { mentionsIn } from "../../lib/mentions.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { blocks, LEVEL, NOW, OURS } from "../notifications/level.ts";
import { type Deaf, isForAll, type NewMessage, readNamed, type Span } from "../notifications/read.ts";
import { recountOnce } from "./recount.ts";

type Reply = NewMessage & { threadRootId: string };
type Root = { id: string; roomId: string; sequence: number; senderId: string; content: string };
type RootCells = [id: string, roomId: string, sequence: number, senderId: string, content: string];

const isReply = (message: NewMessage): message is Reply => message.threadRootId !== null;

/** `content` is empty where it can name nobody. */
const ROOTS = `
  SELECT json_group_array(json_array(m.id, m.room_id, m.sequence, m.sender_id,
    iif(instr(m.content, '@') > 0, m.content, '')))
  FROM json_each(?1) asked JOIN messages m ON m.id = asked.value`;

/** Whoever writes in a thread hears of it from then on, unless they said otherwise since; what stands above their reply they have read. */
const REPLIED = `
  INSERT INTO thread_follows (user_id, root_id, room_id, following, last_read_sequence, created_at)
  SELECT p.user_id, w.value ->> 3, r.id, 1, w.value ->> 4, w.value ->> 5 FROM json_each(?1) w ${OURS}
  JOIN memberships p ON p.room_id = r.id AND p.user_id = w.value ->> 2 WHERE true
  ON CONFLICT (user_id, root_id) DO UPDATE SET following = 1,
    last_read_sequence = max(thread_follows.last_read_sequence, excluded.last_read_sequence)
  WHERE thread_follows.following OR thread_follows.created_at < excluded.created_at`;
/** Whoever began the thread or is named in it does too, unless they ever said otherwise. */
const CALLED = `
  INSERT OR IGNORE INTO thread_follows (user_id, root_id, room_id, following, last_read_sequence, created_at)
  SELECT p.user_id, w.value ->> 3, r.id, 1, w.value ->> 4, ${NOW} FROM json_each(?1) w ${OURS}
  JOIN memberships p ON p.room_id = r.id AND p.user_id = w.value ->> 2`;
/** As for a message that names them; a reply of their own is no news, nor what they have read in the thread meanwhile. */
const DELIVER = (grace: number) => `
  INSERT INTO push_deliveries (id, user_id, room_id, message_id, due_at, created_at)
  SELECT s.id || ' ' || r.id, u.id, r.id, w.value ->> 5, ${NOW} + ${grace}, ${NOW} FROM json_each(?1) w ${OURS}
  JOIN thread_follows f ON f.root_id = w.value ->> 3 AND f.following AND f.last_read_sequence < w.value ->> 4
    AND f.user_id <> w.value ->> 2 AND f.user_id = coalesce(w.value ->> 6, f.user_id)
  JOIN memberships p ON p.room_id = r.id AND p.user_id = f.user_id
  JOIN users u ON u.id = p.user_id JOIN push_subscriptions s ON s.user_id = u.id
  WHERE ${LEVEL} IN ('everything', 'mentions') AND NOT ${blocks("u.id", "w.value ->> 2")}
  ON CONFLICT (id) DO UPDATE SET message_id = excluded.message_id, created_at = excluded.created_at`;

/** What replies among new messages bring about, to be stored together with the mark of how far these were looked at. */
export type RepliesWork = {
  /** Their answers come first, one for each of `rootIds`: a row where this node was the one to store it. */
  statements: Statement[];
  rootIds: string[];
};

/** `spans`: where each room stood. The replies of one thread are one change of its root, however many they are. */
export async function repliesWork(
  context: Context,
  spans: Span[],
  messages: NewMessage[],
  grace: number,
  deaf: Deaf,
): Promise<RepliesWork> {
  const replies = messages.filter(isReply);
  if (replies.length === 0) return { statements: [], rootIds: [] };
  const expected = new Map(spans.map((span) => [span.roomId, span.expected]));
  const threads = Map.groupBy(replies, ({ threadRootId }) => threadRootId);
  const roots = await readRoots(context, [...threads.keys()]);
  const called = await namedIn(context, replies, roots, deaf);
  const head = (roomId: string, userId: string) => [roomId, expected.get(roomId) ?? null, userId] as const;
  const replied = replies.map((each) => [
    ...head(each.roomId, each.senderId),
    ...[each.threadRootId, each.sequence, each.createdAt],
  ]);
  const begun = roots.map((root) => [...head(root.roomId, root.senderId), root.id, root.sequence]);
  const rootIds = roots.map(({ id }) => id);
  return {
    rootIds,
    statements: [
      ...roots.map(({ id, roomId }) => recountOnce(id, expected.get(roomId) ?? null)),
      ...[
        { sql: REPLIED, args: [JSON.stringify(replied)] },
        { sql: CALLED, args: [JSON.stringify(begun)] },
      ],
      ...statement(
        CALLED,
        called.map(({ rootId, roomId, userId, from }) => [...head(roomId, userId), rootId, from]),
      ),
      ...statement(
        DELIVER(grace),
        [...threads].flatMap(([rootId, thread]) =>
          newsOf(thread).map(({ message: { roomId, senderId, sequence, id }, only }) => [
            ...head(roomId, senderId),
            ...[rootId, sequence, id, only],
          ]),
        ),
      ),
    ],
  };
}

const statement = (sql: string, rows: unknown[]): Statement[] =>
  rows.length > 0 ? [{ sql, args: [JSON.stringify(rows)] }] : [];

async function readRoots({ database }: Context, ids: string[]): Promise<Root[]> {
  const [rows] = await database.ask([{ sql: ROOTS, args: [JSON.stringify(ids)] }]);
  return cellsOf<RootCells>(rows).map(([id, roomId, sequence, senderId, content]) => ({
    id,
    roomId,
    sequence,
    senderId,
    content,
  }));
}

/** Who is called by name in a thread, and the sequence above which it is news to them. Groups are called, and do not follow. */
async function namedIn(context: Context, replies: Reply[], roots: Root[], deaf: Deaf) {
  const texts = [
    ...roots.map((root) => ({ ...root, rootId: root.id, from: root.sequence })),
    ...replies.map((reply) => ({ ...reply, rootId: reply.threadRootId, from: reply.sequence - 1 })),
  ];
  const named = texts.flatMap((text) =>
    mentionsIn(text.content)
      .filter((name) => !isForAll(name))
      .map((name) => ({ ...text, name })),
  );
  const meant = await readNamed(
    context,
    named.map(({ roomId, name }) => [roomId, name]),
  );
  return named.flatMap(({ roomId, rootId, senderId, from, name }) =>
    meant(roomId, name)
      .filter((userId) => !deaf(userId, senderId))
      .map((userId) => ({ roomId, rootId, from, userId })),
  );
}

/** Of a thread's new replies those that its followers are told of: the newest and, for who wrote that, the newest of somebody else. */
function newsOf(thread: Reply[]): { message: Reply; only: string | null }[] {
  const newest = thread.at(-1);
  if (!newest) return [];
  const fromAnother = thread.findLast(({ senderId }) => senderId !== newest.senderId);
  const news = { message: newest, only: null };
  return fromAnother ? [{ message: fromAnother, only: newest.senderId }, news] : [news];
}
