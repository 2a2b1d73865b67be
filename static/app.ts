import { effect } from "@preact/signals";
import htmx from "htmx.org";
import { watchCopies } from "./copy.ts";
import { watchInstall } from "./install.ts";
import { watchDrafts } from "./drafts.ts";
import { mountIslands } from "./islands/mount.ts";
import { moved } from "./clock.ts";
import { watchKeys } from "./keys.ts";
import { adoptRevisions } from "./live/catch-up.ts";
import { send, socket } from "./live/connection.ts";
import { receive } from "./live/receive.ts";
import { forgetAtSignOut } from "./kept.ts";
import { keepSession } from "./live/session.ts";
import { watchDevice } from "./notifications/device.ts";
import { reconcile, resumeOutbox } from "./outbox.ts";
import { watchLooks } from "./looks.ts";
import { offlineVisit, watchOffline } from "./offline.ts";
import { isBlocked, markCurrent, messageList, roomPane, viewer } from "./page.ts";
import { watchOwnLists } from "./own-lists.ts";
import { visited } from "./recent.ts";
import { arrangeAll } from "./room/arrange.ts";
import { watchDays } from "./room/days.ts";
import { adoptItems } from "./room/feed.ts";
import { hearNothing } from "./room/heard.ts";
import { watchWays } from "./room/history.ts";
import { watchMessageKeys } from "./room/keys.ts";
import { nameRooms } from "./room/named.ts";
import { enteredRoom, keepPlace, landOnNamed, restorePlace, watchPlaces } from "./room/place.ts";
import { watchPress } from "./room/press.ts";
import { watchReactions } from "./room/reactions.ts";
import { hadBeenSent, read } from "./room/reading.ts";
import { showReceipts } from "./room/receipts.ts";
import { clearTyping } from "./room/typing.ts";
import { watchEdited } from "./room/edit.ts";
import { updateAtEnd, watchScroll } from "./room/scroll.ts";
import { watchPointer } from "./room/toolbar.tsx";
import { adoptDetails, watchDetails } from "./shell/details.ts";
import { watchHistory } from "./shell/history.ts";
import { watchMoving } from "./shell/moving.ts";
import { adoptStanding } from "./sidebar/standing.ts";
import { adoptCounters } from "./sidebar/counters.ts";
import { ordered, watchDirectOrder } from "./sidebar/direct-order.ts";
import { markDrafts, watchDraftMarks } from "./sidebar/draft-marks.ts";
import { adoptFolds, watchFolds } from "./sidebar/fold.ts";
import { watchOrder } from "./sidebar/order.ts";
import { adoptPresence } from "./sidebar/presence.ts";
import { refreshSidebar, sidebarArrived } from "./sidebar/refresh.ts";
import { adoptTitle } from "./sidebar/title.ts";
import { watchMissing } from "./missing.ts";
import { connection, notice } from "./state.ts";
import { watchEnds } from "./until.ts";
import { t } from "./words.ts";
import { watchDrops } from "./writing/files.ts";

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

/** Only the first page can be of another zone: by the next one the server knows (static/clock.ts). */
function adoptList(list: HTMLElement, first: boolean): void {
  if (first && moved) arrangeAll(list);
  adoptItems(list);
}

function enterRoom(room: HTMLElement, first: boolean): void {
  visited(room.dataset.roomId ?? "");
  offlineVisit();
  const list = messageList();
  if (list) adoptList(list, first);
  reconcileList(room);
  hearNothing();
  updateAtEnd();
  watchScroll(() => read(send), keepPlace);
  watchWays();
  if (connection.peek() === "online") void showReceipts();
}

function focusMain(first: boolean): void {
  const composer = matchMedia("(hover: hover)").matches && document.getElementById("composer-content");
  if (composer) composer.focus({ preventScroll: true });
  else if (!first)
    (document.querySelector<HTMLElement>("#main [autofocus]") ?? document.getElementById("main"))?.focus({
      preventScroll: true,
    });
}

/** To where one was, else to the message that the address names, else to where one goes on: with a keyboard that is the composer. */
async function takePlace(first: boolean): Promise<void> {
  if ((await restorePlace()) || !landOnNamed()) focusMain(first);
}

function adoptPane(first: boolean): void {
  const room = roomPane();
  enteredRoom(room?.dataset.roomId);
  if (room) enterRoom(room, first);
  if (moved) document.querySelectorAll<HTMLElement>(".unread-room > .messages").forEach(arrangeAll);
  void takePlace(first);
}

/** `askedAt`: milliseconds, as `performance.now` has them; what is drawn is as old as that. */
type Arrival = { askedAt: number; hasSidebar: boolean };

function adoptSidebar(askedAt: number): void {
  ordered();
  adoptStanding(askedAt);
  adoptFolds();
  adoptCounters(askedAt);
  hadBeenSent(send);
}

/** Takes over what the server has put in: the first page, another one, a new sidebar or older messages. */
function adopt({ askedAt, hasSidebar }: Arrival): void {
  const before = main;
  main = document.getElementById("main");
  if (hasSidebar) adoptSidebar(askedAt);
  markCurrent();
  adoptRevisions();
  adoptPresence(askedAt);
  adoptDetails();
  markDrafts();
  nameRooms();
  watchEnds(refreshSidebar);
  if (main !== before) adoptPane(before === null);
  mountIslands();
  read(send);
}

function arrivalOf(event: Event): Arrival {
  const { text, askedAt = 0 } = (event as CustomEvent<{ ctx: { text?: string; askedAt?: number } }>).detail
    .ctx;
  return { askedAt, hasSidebar: text?.includes('<nav id="sidebar"') ?? false };
}

htmx.on("htmx:after:swap", (event) => {
  notice.value = undefined;
  const arrival = arrivalOf(event);
  if (arrival.hasSidebar) sidebarArrived();
  adopt(arrival);
  // htmx gives the document its new title just after this event.
  queueMicrotask(adoptTitle);
});
htmx.on("htmx:error", (event) => {
  // What the page fetched by itself nobody waits for (static/sidebar/refresh.ts).
  if (event.target === document.body || event.target === document.documentElement) return;
  notice.value = t("connection.notLoaded");
});
document.addEventListener("visibilitychange", () => read(send));

function watchShell(): void {
  watchHistory();
  watchMoving();
  watchDetails();
  watchFolds();
  watchOrder();
  watchDirectOrder();
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-palette]")) document.dispatchEvent(new CustomEvent("wisp:palette"));
    // Of somebody who is blocked it is a line, until it is pressed (views/shell/blocked-sheet.ts).
    const message = target.closest<HTMLElement>(".message");
    if (message && isBlocked(message.dataset.senderId ?? "")) message.dataset.unfolded = "";
  });
}

effect(() => {
  document.documentElement.dataset.live = connection.value;
  if (connection.value === "online") notice.value = undefined;
  else clearTyping();
});
adopt({ askedAt: 0, hasSidebar: true });
watchMissing();
watchCopies();
// Before the keys of the page, which leave alone what a message has taken.
watchMessageKeys();
watchKeys();
watchInstall();
watchPlaces();
watchPointer();
watchPress();
watchReactions();
watchEdited();
watchOwnLists();
watchDays();
watchLooks();
watchOffline();
watchShell();
keepSession();
watchDevice();
forgetAtSignOut();
watchDrafts();
watchDrops();
watchDraftMarks();
resumeOutbox();
socket.start(receive);
