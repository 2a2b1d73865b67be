import { effect } from "@preact/signals";
import htmx from "htmx.org";
import { watchCopies } from "./copy.ts";
import { watchInstall } from "./install.ts";
import { mountIslands } from "./islands/mount.ts";
import { watchKeys } from "./keys.ts";
import { adoptRevisions, historyArrived, historyRequested } from "./live/catch-up.ts";
import { send, socket } from "./live/connection.ts";
import { receive } from "./live/receive.ts";
import { keepSession } from "./live/session.ts";
import { reconcile, resumeOutbox } from "./outbox.ts";
import { messageList, roomPane, viewer } from "./page.ts";
import { visited } from "./recent.ts";
import { arrangeAll } from "./room/arrange.ts";
import { watchActions } from "./room/edit.tsx";
import { read } from "./room/reading.ts";
import { clearTyping } from "./room/typing.ts";
import { updateAtEnd, watchScroll } from "./room/scroll.ts";
import { adoptCounters, adoptTitle } from "./sidebar/counters.ts";
import { adoptPresence } from "./sidebar/presence.ts";
import { sidebarArrived } from "./sidebar/refresh.ts";
import { connection, notice } from "./state.ts";

let main: Element | null = null;

/** What the list has of one's own needs no second showing, nor what the server had stored before it made the page. */
function reconcileList({ dataset: { roomId } }: HTMLElement): void {
  const own = `[data-sender-id="${CSS.escape(viewer().userId)}"]`;
  const listed = (id: string) =>
    messageList()?.querySelector(`${own}[data-client-message-id="${CSS.escape(id)}"]`) != null;
  reconcile(
    (message) => listed(message.clientMessageId) || (message.roomId === roomId && message.state === "stored"),
  );
}

function enterRoom(room: HTMLElement): void {
  visited(room.dataset.roomId ?? "");
  const list = messageList();
  if (list) arrangeAll(list);
  reconcileList(room);
  updateAtEnd();
  watchScroll(() => read(send));
}

/** To the message that the address names, else to where one goes on: with a keyboard that is the composer. */
function focusPane(first: boolean): void {
  const named = location.hash.startsWith("#message-") && document.getElementById(location.hash.slice(1));
  const composer = matchMedia("(hover: hover)").matches && document.getElementById("composer-content");
  if (named) named.scrollIntoView({ block: "center" });
  else if (composer) composer.focus({ preventScroll: true });
  else if (!first) document.getElementById("main")?.focus({ preventScroll: true });
}

function adoptPane(first: boolean): void {
  const room = roomPane();
  if (room) enterRoom(room);
  document.querySelectorAll<HTMLElement>(".unread-room > .messages").forEach(arrangeAll);
  focusPane(first);
}

/** Takes over what the server has put in: the first page, another one, a new sidebar or older messages. */
function adopt(): void {
  const before = main;
  main = document.getElementById("main");
  adoptCounters();
  adoptRevisions();
  adoptPresence();
  if (main !== before) adoptPane(before === null);
  mountIslands();
  read(send);
}

const isWayUp = (event: Event) => event.target instanceof Element && event.target.id === "older";

function olderArrived(): void {
  const list = messageList();
  if (list) arrangeAll(list);
  historyArrived();
}

htmx.on("htmx:before:request", (event) => {
  if (isWayUp(event)) historyRequested();
});
htmx.on("htmx:after:swap", (event) => {
  notice.value = undefined;
  if (!isWayUp(event)) sidebarArrived();
  adopt();
  // htmx gives the document its new title just after this event.
  queueMicrotask(adoptTitle);
  if (isWayUp(event)) olderArrived();
});
htmx.on("htmx:error", (event) => {
  // What the page fetched by itself, in the name of its body, nobody waits for.
  if (event.target === document.body) return;
  notice.value = "That could not be loaded. Check your connection and try again.";
});
document.addEventListener("visibilitychange", () => read(send));

effect(() => {
  document.documentElement.dataset.live = connection.value;
  if (connection.value === "online") notice.value = undefined;
  else clearTyping();
});
adopt();
watchActions();
watchCopies();
watchKeys();
watchInstall();
keepSession();
resumeOutbox();
socket.start(receive);
