import { Hono } from "hono";
import { z } from "zod";
import { renderMessages } from "../../../views/messages/list.tsx";
import { raw } from "../../../views/jsx/html.ts";
import type { SidebarRoom } from "../../../views/shell/types.ts";
import { ThreadsPage } from "../../../views/threads/inbox.tsx";
import { EarlierReplies, ThreadPane, type ThreadView } from "../../../views/threads/pane.tsx";
import { sendMessage } from "../../domain/messages/index.ts";
import { myRooms } from "../../domain/rooms/index.ts";
import {
  followThread,
  readAllThreads,
  readThread,
  threadsInbox,
  visitThread,
} from "../../domain/threads/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { roomPage } from "./room.tsx";
import { show } from "./show.ts";

/** Replies of one look. */
const MAX_REPLIES = 50;
const placeQuery = z.object({
  before: z.coerce.number().pipe(inputs.sequence).optional().catch(undefined),
});
const inboxQuery = inputs.threadsQuery.extend({ unread: z.stringbool().catch(false) });
const readForm = z.object({ sequence: z.coerce.number().pipe(inputs.sequence) });
const followForm = z.object({ following: z.stringbool() });
const answerForm = inputs.sendMessage.extend({ alsoInRoom: z.stringbool().default(false) });

type Draft = Omit<ThreadView["draft"], "clientMessageId">;

async function viewOf(
  c: PageRequest,
  { context }: Parts,
  room: SidebarRoom,
  draft: Draft,
): Promise<ThreadView> {
  const place = { ...parse(placeQuery, c.req.query()), limit: MAX_REPLIES };
  const thread = await visitThread(context, actorOf(c), room.id, c.req.param("messageId") ?? "", place);
  return {
    ...thread,
    roomId: room.id,
    title: room.title,
    draft: { clientMessageId: Bun.randomUUIDv7(), ...draft },
  };
}

/** A room with a thread beside it; to a browser that shows the room already, the thread alone. */
async function threadPage(c: PageRequest, parts: Parts, draft: Draft = {}) {
  const roomId = c.req.param("roomId") ?? "";
  if (!c.req.header("hx-target")?.endsWith("#details"))
    return roomPage(c, parts, roomId, { thread: (room) => viewOf(c, parts, room, draft) });
  const room = (await myRooms(parts.context, actorOf(c))).find(({ id }) => id === roomId);
  if (!room) throw notFound("room");
  const view = await viewOf(c, parts, room, draft);
  return show(c, () => <ThreadPane view={view} />);
}

/** Replies before the first one that is on show, for a page that shows the thread already. */
async function earlierReplies(c: PageRequest, { context }: Parts) {
  const { roomId = "", messageId = "" } = c.req.param();
  const place = { ...parse(placeQuery, c.req.query()), limit: MAX_REPLIES };
  const { root, replies } = await visitThread(context, actorOf(c), roomId, messageId, place);
  const path = `/rooms/${roomId}/threads/${root.id}`;
  const before = replies.messages[0]?.sequence ?? 0;
  return show(c, () => (
    <div>
      {replies.hasMore ? <EarlierReplies path={path} before={before} /> : null}
      {raw(renderMessages(replies.messages, { thread: { count: 0 } }))}
    </div>
  ));
}

/** Back to the list of threads where the form stood there. */
const after = (c: PageRequest, next: string | undefined): string => {
  const { roomId = "", messageId = "" } = c.req.param();
  return next === "inbox" ? "/threads" : `/rooms/${roomId}/threads/${messageId}`;
};

async function answer(c: PageRequest, parts: Parts) {
  const { context } = parts;
  const { roomId = "", messageId: threadRootId = "" } = c.req.param();
  const { content, clientMessageId, alsoInRoom, read, next } = await fieldsOf(c);
  const input = () => parse(answerForm, { content, clientMessageId, alsoInRoom, threadRootId });
  const { failed } = await attempt(() => sendMessage(context, actorOf(c), { roomId, ...input() }));
  if (failed) {
    failing(c, failed);
    return threadPage(c, parts, { content, problem: failed.problem });
  }
  if (read) await readThread(context, actorOf(c), threadRootId, parse(readForm, { sequence: read }));
  return c.redirect(after(c, next), 303);
}

function ownPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/threads", async (c) => {
      const query = parse(inboxQuery, c.req.query());
      const [shell, inbox] = await Promise.all([shellOf(c, parts), threadsInbox(context, actorOf(c), query)]);
      return show(c, () => <ThreadsPage shell={shell} unreadOnly={query.unread} {...inbox} />);
    })
    .post("/threads/read", async (c) => {
      await readAllThreads(context, actorOf(c));
      return c.redirect("/threads", 303);
    });
}

export function threadsPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .route("/", ownPages(parts))
    .get("/rooms/:roomId/threads/:messageId", (c) => threadPage(c, parts))
    .get("/rooms/:roomId/threads/:messageId/replies", (c) => earlierReplies(c, parts))
    .post("/rooms/:roomId/threads/:messageId/messages", (c) => answer(c, parts))
    .post("/rooms/:roomId/threads/:messageId/follow", async (c) => {
      const { following } = parse(followForm, await fieldsOf(c));
      await followThread(context, actorOf(c), c.req.param("messageId"), following);
      return c.redirect(after(c, undefined), 303);
    })
    .post("/rooms/:roomId/threads/:messageId/read", async (c) => {
      const { sequence, next } = await fieldsOf(c);
      await readThread(context, actorOf(c), c.req.param("messageId"), parse(readForm, { sequence }));
      return c.redirect(after(c, next), 303);
    });
}
