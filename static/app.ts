import htmx from "htmx.org";
import { mountIslands } from "./islands/mount.ts";
import { adoptRevisions, connect, send } from "./live/client.ts";
import { keepSession } from "./live/session.ts";
import { reconcile, resumeOutbox } from "./outbox.ts";
import { messageList, roomPane, viewer } from "./page.ts";
import { arrangeAll } from "./room/arrange.ts";
import { watchActions } from "./room/edit.tsx";
import { read } from "./room/reading.ts";
import { updateAtEnd, watchScroll } from "./room/scroll.ts";
import { adoptCounters } from "./sidebar/counters.ts";
import { paintPresence } from "./sidebar/presence.ts";
import { notice } from "./state.ts";

let pane: Element | null = null;

/** What the list has already of one's own needs no second showing. */
function reconcileList(): void {
  const own = `[data-sender-id="${CSS.escape(viewer().userId)}"]`;
  reconcile((id) => messageList()?.querySelector(`${own}[data-client-message-id="${CSS.escape(id)}"]`) != null);
}

function enterRoom(): void {
  const list = messageList();
  if (list) arrangeAll(list);
  reconcileList();
  updateAtEnd();
  watchScroll(() => read(send));
  const target = location.hash.startsWith("#message-") && document.getElementById(location.hash.slice(1));
  if (target) target.scrollIntoView({ block: "center" });
  else if (matchMedia("(hover: hover)").matches) document.getElementById("composer-content")?.focus({ preventScroll: true });
}

/** Takes over what the server has put in: the first page, another one, a new sidebar or older messages. */
function adopt(): void {
  const entered = roomPane() !== pane;
  pane = roomPane();
  adoptCounters();
  adoptRevisions();
  paintPresence();
  if (pane && entered) enterRoom();
  else if (messageList()) arrangeAll(messageList() as HTMLElement);
  mountIslands();
  read(send);
}

htmx.on("htmx:after:swap", () => {
  notice.value = undefined;
  adopt();
});
htmx.on("htmx:error", () => {
  notice.value = "That could not be loaded. Check your connection and try again.";
});
document.addEventListener("visibilitychange", () => read(send));

adopt();
watchActions();
keepSession();
resumeOutbox();
connect();
