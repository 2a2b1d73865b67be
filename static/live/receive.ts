import type { HtmlMessageEvent, ServerFrame } from "../../src/lib/contract/frames.ts";
import { heard } from "../notifications/heard.ts";
import { connected, draftArrived } from "../drafts.ts";
import { keptIsOld } from "../offline.ts";
import { reconcile } from "../outbox.ts";
import { currentRoomId, isBlocked, viewer } from "../page.ts";
import { emojiChanged } from "../custom-emoji.ts";
import { hadBeenSent, markedUnread, reached, read, readAgain, wasSent } from "../room/reading.ts";
import { receiptCame, showReceipts } from "../room/receipts.ts";
import { showMessage } from "../room/show.ts";
import { isInRoom, showInThread } from "../room/thread.ts";
import { startsTyping, stopsTyping } from "../room/typing.ts";
import { distrust, noteMentions, noteReply, raise } from "../sidebar/counters.ts";
import { spoken } from "../sidebar/direct-order.ts";
import { setOnline, setPresence } from "../sidebar/presence.ts";
import { refreshMissedSidebar, refreshSidebar, reloadRoom } from "../sidebar/refresh.ts";
import { resumption, revisions } from "./catch-up.ts";
import { send } from "./connection.ts";
import { ownChanged, ownMayHaveChanged } from "./own.ts";

const isOwn = (event: HtmlMessageEvent) => event.senderId === viewer().userId;

const wrote = (event: HtmlMessageEvent) => isOwn(event) && event.type === "new_message";

/** Whoever writes in a room has read it; an edit of an old message moves no counter, since they only rise. */
function count(event: HtmlMessageEvent): void {
  const { roomId, sequence, html } = event;
  noteMentions(roomId, sequence, isBlocked(event.senderId) ? "" : html, isInRoom(event));
  if (!isInRoom(event)) noteReply(roomId, sequence);
  raise(roomId, { last: sequence, read: wrote(event) && isInRoom(event) ? sequence : 0 });
}

function came(event: HtmlMessageEvent): void {
  heard(event);
  if (isInRoom(event)) spoken(event.roomId);
}

/** In the list, or in the thread beside it; a reply is looked at where it stands. */
function show(event: HtmlMessageEvent): void {
  if (isInRoom(event)) showMessage(event, () => arrived(event));
  else arrived(event);
  showInThread(event);
  reached(event.sequence);
}

/** Named are people; who of them is not here the sender should know. */
function sent({ roomId, html }: HtmlMessageEvent): void {
  if (html.includes("data-mention=") && roomId === currentRoomId())
    void import("../lazy/absent.tsx").then(({ tellAbsent }) => tellAbsent(roomId, html)).catch(missing);
}

/** Once the list has it, or could have it, one's own message needs no place in the outbox. */
function arrived(event: HtmlMessageEvent): void {
  if (isOwn(event)) reconcile((message) => message.clientMessageId === event.clientMessageId);
}

function messageChanged(event: HtmlMessageEvent): void {
  const verdict = revisions.judge(event);
  if (verdict === "unknown") refreshSidebar();
  if (verdict === "gap") resumption.askFor(event.roomId);
  if (verdict === "old") arrived(event);
  if (verdict !== "take") return;
  revisions.set(event.roomId, event.revision);
  if (event.roomId === currentRoomId()) show(event);
  else arrived(event);
  if (event.messageType === "system") changed(event.roomId);
  count(event);
  if (event.type === "new_message") came(event);
  if (event.html.includes(' data-deleted="')) keptIsOld(event.roomId);
  if (wrote(event)) {
    sent(event);
    if (isInRoom(event)) readAgain(event.roomId);
  }
  stopsTyping(event.senderId);
  if (!isOwn(event) && isInRoom(event)) receiptCame(event.roomId, event.senderId, { read: event.sequence });
  read(send);
  if (!isOwn(event)) wasSent(event.roomId, event.sequence, send);
}

/** A module that the network kept away: what it would have shown stands on the next page. */
const missing = () => undefined;

function changed(roomId: string): void {
  refreshSidebar();
  if (roomId === currentRoomId())
    void import("../lazy/room-frame.ts").then(({ roomChanged }) => roomChanged(roomId), missing);
}

function resync(roomId: string): void {
  resumption.answered([roomId]);
  distrust(roomId);
  if (roomId === currentRoomId()) reloadRoom();
  else refreshSidebar();
}

/** Asked for a room that is no longer ours to see. */
function forgotten(roomId: string): void {
  resumption.answered([roomId]);
  refreshSidebar();
}

function refused({ code, roomId, clientMessageId }: Extract<ServerFrame, { type: "error" }>): void {
  if (code === "not_found" && roomId) forgotten(roomId);
  else if (code === "unavailable" && clientMessageId === undefined) resumption.failed();
}

function left({ roomId, userId }: { roomId: string; userId: string }): void {
  if (userId !== viewer().userId) return;
  keptIsOld(roomId);
  if (roomId === currentRoomId()) location.assign("/home");
  else refreshSidebar();
}

function authenticated({ connectionId, emoji }: { connectionId: string; emoji?: string | null }): void {
  if (emoji !== undefined) emojiChanged(emoji);
  void connected(connectionId);
  resumption.resumeAll();
  refreshMissedSidebar();
  ownMayHaveChanged();
  void showReceipts();
  hadBeenSent(send);
  read(send);
}

/** What each frame from the server does to the page. */
export function receive(frame: ServerFrame): void {
  switch (frame.type) {
    case "authenticated":
      return authenticated(frame);
    case "new_message":
    case "message_updated":
      return "html" in frame ? messageChanged(frame) : undefined;
    case "user_typing":
      if (frame.roomId === currentRoomId() && frame.userId !== viewer().userId)
        startsTyping(frame.userId, frame.displayName ?? frame.username);
      return;
    case "user_stopped_typing":
      return stopsTyping(frame.userId);
    case "online_users":
      return setOnline(frame.userIds);
    case "user_online":
    case "user_offline":
      return setPresence(frame.userId, frame.type === "user_online");
    case "message_read":
      if (frame.userId === viewer().userId) raise(frame.roomId, { read: frame.sequence });
      return receiptCame(frame.roomId, frame.userId, { read: frame.sequence });
    case "marked_unread":
      markedUnread(frame.roomId, frame.sequence);
      return refreshSidebar();
    case "message_delivered":
      return receiptCame(frame.roomId, frame.userId, { sent: frame.sequence });
    case "user_joined":
      return frame.user.id === viewer().userId ? refreshSidebar() : undefined;
    case "user_updated":
      return void import("../lazy/people.ts").then(({ userUpdated }) => userUpdated(frame.user), missing);
    case "rooms_arranged":
      return refreshSidebar();
    case "emoji_changed":
      return emojiChanged(frame.version);
    case "room_updated":
      return changed(frame.room.id);
    case "role_changed":
      return changed(frame.roomId);
    case "own_changed":
      if (frame.thing === "blocks") refreshSidebar();
      if (frame.thing === "mentions" && location.pathname === "/mentions") reloadRoom();
      return ownChanged(frame.thing);
    case "user_left":
      return left(frame);
    case "draft_changed":
      return draftArrived(frame);
    case "resumed":
      return resumption.answered(Object.keys(frame.rooms));
    case "resync":
      return resync(frame.roomId);
    case "error":
      return refused(frame);
    default:
      return undefined;
  }
}
