import { Hono } from "hono";
import { z } from "zod";
import { HistoryFragment } from "../../../views/messages/list.tsx";
import { recall } from "../../../views/messages/remembered.ts";
import { JoinPage } from "../../../views/rooms/join.tsx";
import type { DetailsView } from "../../../views/rooms/details.tsx";
import { RoomPage, type RoomView } from "../../../views/rooms/room.tsx";
import type { Shell, SidebarRoom } from "../../../views/shell/types.ts";
import type { ThreadView } from "../../../views/threads/pane.tsx";
import { type Actor, isAdmin } from "../../domain/actor.ts";
import { draftIn } from "../../domain/drafts.ts";
import { markReceipt, sendMessage } from "../../domain/messages/index.ts";
import { getRoom, visitRoom } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import type { MessagePage } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { rememberRoom, shellAround, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

const pageSize = 50;
const cursor = z.coerce.number().pipe(inputs.sequence).optional().catch(undefined);
/** `at` shows a message among its neighbours: half a page above it, half below. */
const placeQuery = z.object({ before: cursor, after: cursor, at: cursor });

type Place = { before?: number | undefined; after?: number | undefined };

function placeOf(c: PageRequest): Place {
  const { before, after, at } = parse(placeQuery, c.req.query());
  return at === undefined ? { before, after } : { before: at + pageSize / 2 };
}

/** Whether a page ends with the newest of the room's messages, of which replies that stand in their thread alone are none. */
function endsAtNewest(
  { lastSequence }: SidebarRoom,
  { messages, hasMore }: MessagePage,
  place: Place,
): boolean {
  const { before, after } = place;
  if (before === undefined) return after === undefined || !hasMore;
  return before > lastSequence || (messages.at(-1)?.sequence ?? 0) >= lastSequence;
}

type Shown = Pick<RoomView, "room" | "company" | "page" | "draft">;

function viewOf(actor: Actor, { room, company, page, draft }: Shown, place: Place): RoomView {
  const atEnd = endsAtNewest(room, page, place);
  return {
    room,
    title: room.title,
    company,
    page,
    atEnd,
    lastRead: room.lastReadSequence,
    moderates: room.role !== "member" || isAdmin(actor),
    unread: atEnd ? room.unreadCount : 0,
    draft,
  };
}

type Extras = {
  draft?: RoomView["draft"];
  /** What is to be shown beside the messages. */
  details?: (shell: Shell, room: SidebarRoom) => Promise<DetailsView>;
  thread?: (room: SidebarRoom) => Promise<ThreadView>;
};

/** A room of the reader's; an open one they are not in yet is offered to them. */
export async function roomPage(c: PageRequest, parts: Parts, roomId: string, extras: Extras = {}) {
  const actor = actorOf(c);
  const place = placeOf(c);
  const query = { ...place, limit: pageSize, scope: "room" as const };
  const [{ rooms, threads, reminders, page, company }, content] = await Promise.all([
    visitRoom(parts.context, actor, roomId, query, recall),
    extras.draft?.content ?? draftIn(parts.context, actor, roomId),
  ]);
  const shell = shellAround(c, parts, { rooms, threads, reminders }, `/rooms/${roomId}`);
  const room = rooms.find((each) => each.id === roomId);
  if (!room || !page) {
    const open = await getRoom(parts.context, actor, roomId);
    return show(c, () => <JoinPage shell={shell} room={open} />);
  }
  rememberRoom(c, parts, roomId);
  const draft = { clientMessageId: Bun.randomUUIDv7(), ...extras.draft, content };
  const view = viewOf(actor, { room, company, page, draft }, place);
  const beside = {
    ...(extras.details && { details: await extras.details(shell, room) }),
    ...(extras.thread && { thread: await extras.thread(room) }),
  };
  return show(c, () => <RoomPage shell={shell} view={view} {...beside} />);
}

/** A stretch of a room's messages, for a page that shows the room already. */
function historyRoute(parts: Parts) {
  return new Hono<Env>().get("/rooms/:roomId/history", async (c) => {
    const roomId = c.req.param("roomId");
    const place = placeOf(c);
    const query = { ...place, limit: pageSize, scope: "room" as const };
    const { rooms, page } = await visitRoom(parts.context, actorOf(c), roomId, query, recall);
    const room = rooms.find((each) => each.id === roomId);
    if (!room || !page) throw notFound("room");
    const atEnd = endsAtNewest(room, page, place);
    const { messages } = page;
    const stretch = { roomId, title: room.title, direct: room.kind === "direct", messages, atEnd };
    return show(c, () => <HistoryFragment {...stretch} />);
  });
}

export function roomPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms/:roomId", (c) => roomPage(c, parts, c.req.param("roomId")))
    .post("/rooms/:roomId/messages", async (c) => {
      const roomId = c.req.param("roomId");
      const { content, clientMessageId } = await fieldsOf(c);
      const input = () => parse(inputs.sendMessage, { content, clientMessageId });
      const { failed } = await attempt(() => sendMessage(context, actorOf(c), { roomId, ...input() }));
      if (!failed) return c.redirect(`/rooms/${roomId}`, 303);
      failing(c, failed);
      const draft = { clientMessageId: Bun.randomUUIDv7(), content, problem: failed.problem };
      return roomPage(c, parts, roomId, { draft });
    })
    .post("/rooms/:roomId/read", async (c) => {
      const roomId = c.req.param("roomId");
      const { lastSequence } = await getRoom(context, actorOf(c), roomId);
      await markReceipt(context, actorOf(c), "read", { roomId, sequence: lastSequence });
      return c.redirect(`/rooms/${roomId}`, 303);
    })
    .route("/", historyRoute(parts));
}
