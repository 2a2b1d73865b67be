import type { ClientFrame, HtmlMessageEvent, ServerFrame } from "../../src/lib/contract/frames.ts";
import { currentRoomId, numberOf, roomLinks, roomPane, viewer } from "../page.ts";
import { stopsTyping, startsTyping, clearTyping } from "../room/typing.ts";
import { read } from "../room/reading.ts";
import { showMessage } from "../room/show.ts";
import { raise } from "../sidebar/counters.ts";
import { setOnline, setPresence } from "../sidebar/presence.ts";
import { refreshSidebar, reloadRoom } from "../sidebar/refresh.ts";
import { Revisions } from "./revisions.ts";
import { LiveSocket } from "./socket.ts";

const revisions = new Revisions();
const socket = new LiveSocket((frame) => receive(frame));
/** Rooms whose missing changes were asked for: until they have come, each further change would ask again. */
const awaited = new Set<string>();

export const send = (frame: ClientFrame) => socket.send(frame);

function resume(rooms: Record<string, number>): void {
  if (Object.keys(rooms).length === 0 || !send({ type: "resume", rooms })) return;
  for (const roomId of Object.keys(rooms)) awaited.add(roomId);
}

function askFor(roomId: string): void {
  if (!awaited.has(roomId)) resume({ [roomId]: revisions.get(roomId) ?? 0 });
}

/** A message counts as unread only when it is new; an edit of an old one changes no counter. */
function count(event: HtmlMessageEvent): void {
  const own = event.senderId === viewer().userId;
  raise(event.roomId, { last: event.sequence, read: own ? event.sequence : 0 });
}

function messageChanged(event: HtmlMessageEvent): void {
  const verdict = revisions.judge(event);
  if (verdict === "unknown") refreshSidebar();
  if (verdict === "gap") askFor(event.roomId);
  if (verdict !== "take") return;
  revisions.set(event.roomId, event.revision);
  if (event.roomId === currentRoomId()) showMessage(event);
  count(event);
  stopsTyping(event.senderId);
  read(send);
}

function resumed(rooms: Record<string, number>): void {
  for (const [roomId, revision] of Object.entries(rooms)) {
    awaited.delete(roomId);
    revisions.raise(roomId, revision);
  }
}

function resync(roomId: string): void {
  awaited.delete(roomId);
  if (roomId === currentRoomId()) reloadRoom();
  else refreshSidebar();
}

/** Asked for a room that is no longer ours to see. */
function forgotten(roomId: string): void {
  awaited.delete(roomId);
  refreshSidebar();
}

function left({ roomId, userId }: { roomId: string; userId: string }): void {
  if (userId !== viewer().userId) return;
  if (roomId === currentRoomId()) location.assign("/home");
  else refreshSidebar();
}

function authenticated(): void {
  awaited.clear();
  resume(revisions.all());
  read(send);
}

const nameOf = (userId: string) => document.querySelector(`[data-sender-id="${CSS.escape(userId)}"] .message-sender`)?.textContent;

function receive(frame: ServerFrame): void {
  switch (frame.type) {
    case "authenticated":
      return authenticated();
    case "new_message":
    case "message_updated":
      return "html" in frame ? messageChanged(frame) : undefined;
    case "user_typing":
      if (frame.roomId === currentRoomId() && frame.userId !== viewer().userId) startsTyping(frame.userId, nameOf(frame.userId) ?? frame.username);
      return;
    case "user_stopped_typing":
      return stopsTyping(frame.userId);
    case "online_users":
      return setOnline(frame.userIds);
    case "user_online":
    case "user_offline":
      return setPresence(frame.userId, frame.type === "user_online");
    case "message_read":
      return frame.userId === viewer().userId ? raise(frame.roomId, { read: frame.sequence }) : undefined;
    case "user_joined":
      return frame.user.id === viewer().userId ? refreshSidebar() : undefined;
    case "user_left":
      return left(frame);
    case "resumed":
      return resumed(frame.rooms);
    case "resync":
      return resync(frame.roomId);
    case "error":
      return frame.code === "not_found" && frame.roomId ? forgotten(frame.roomId) : undefined;
    default:
      return undefined;
  }
}

let shown: HTMLElement | null = null;

/**
 * Takes over the revisions of a page that was put in. The room on show counts as the page shows it, even where more was
 * known before: what came between its making and its arrival is asked for again.
 */
export function adoptRevisions(): void {
  const pane = roomPane();
  const listed = new Set<string>();
  for (const { dataset } of roomLinks()) {
    const roomId = dataset.roomId ?? "";
    listed.add(roomId);
    if (roomId !== pane?.dataset.roomId) revisions.raise(roomId, numberOf(dataset.revision));
  }
  revisions.keepOnly(listed);
  if (pane && pane !== shown) adoptRoom(pane);
  shown = pane;
}

function adoptRoom({ dataset }: HTMLElement): void {
  const { roomId = "", revision } = dataset;
  clearTyping();
  revisions.set(roomId, numberOf(revision));
  resume({ [roomId]: numberOf(revision) });
}

export const connect = () => socket.open();
