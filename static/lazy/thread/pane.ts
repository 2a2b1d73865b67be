/** The thread beside a room: takes what comes, and says what was read. */
import type { HtmlMessageEvent } from "../../../src/lib/contract/frames.ts";
import { request, requestMarkup } from "../../live/api.ts";
import { numberOf, viewer } from "../../page.ts";
import { arrange, settle } from "../../room/arrange.ts";
import { adoptItem, adoptItems, focusMessage } from "../../room/feed.ts";
import { heard } from "../../room/heard.ts";
import { lastMessage, messages, parse, predecessor, replace } from "../../room/messages.ts";
import { landOn } from "../../room/place.ts";
import { t } from "../words.ts";

const nearlyThere = 48;
const pauseMilliseconds = 300;

const pane = () => document.querySelector<HTMLElement>("#details[data-thread-root-id]");
const list = () => document.getElementById("replies");
const scroller = () => document.getElementById("thread-scroller");
const rootId = () => pane()?.dataset.threadRootId ?? "";

/** Laid out from below, like the room's own list (styles/conversation.css). */
const isAtEnd = () => Math.abs(scroller()?.scrollTop ?? 0) < nearlyThere;

let saying: number | undefined;

/** Nothing is read in the thread that is open any more, nor said to have been: it is to be unread. */
export function pauseThread(): void {
  clearTimeout(saying);
  delete pane()?.dataset.lastRead;
}

async function say(sequence: number): Promise<void> {
  saying = undefined;
  const { dataset } = pane() ?? {};
  const path = `/api/messages/${rootId()}/thread/read`;
  await request("POST", path, { sequence }).catch(() => {
    // It is said again with the next one.
    if (dataset) dataset.lastRead = "0";
  });
}

/** Whoever has the newest reply before them has read it. Who does not follow the thread has nothing to read. */
export function readThread(): void {
  const shown = pane();
  const last = numberOf(lastMessage(list())?.dataset.sequence);
  if (shown?.dataset.lastRead === undefined || document.visibilityState !== "visible" || !isAtEnd()) return;
  if (last <= numberOf(shown.dataset.lastRead)) return;
  shown.dataset.lastRead = String(last);
  clearTimeout(saying);
  saying = setTimeout(() => void say(last), pauseMilliseconds);
}

/** As the server will have it in a moment: whoever replies follows. */
function followed(sequence: number): void {
  const shown = pane();
  const form = shown?.querySelector(".thread-follow");
  if (!shown || !form) return;
  shown.dataset.lastRead = String(Math.max(sequence, numberOf(shown.dataset.lastRead)));
  form.querySelector("button")?.setAttribute("aria-pressed", "true");
  form.querySelector("use")?.setAttribute("href", "#icon-bell-alert");
  form.querySelector("input")?.setAttribute("value", "false");
  const word = form.querySelector("span");
  if (word) word.textContent = t("threads.following");
}

/** The root has come anew: its foot says how many replies there are. */
function countReplies(root: HTMLElement): void {
  const count = numberOf(root.querySelector<HTMLElement>(".thread-count")?.dataset.replies);
  const line = list()?.querySelector(".thread-line");
  if (count === 0) return line?.remove();
  const shown = line ?? document.createElement("div");
  shown.className = "thread-line";
  const words = document.createElement("span");
  words.textContent = t("messages.replies", { count });
  shown.replaceChildren(words);
  if (!line) root.after(shown);
  const first = messages(list())[1];
  if (first) settle(first);
}

function insert(item: HTMLElement, sequence: number): boolean {
  const above = predecessor(sequence, list());
  const earlier = list()?.querySelector("[data-earlier]");
  if (!above || (earlier && above.id === `reply-${rootId()}`)) return false;
  const line = above.nextElementSibling;
  (line?.matches(".thread-line") ? line : above).after(item);
  arrange(item);
  adoptItem(item);
  return true;
}

function put(event: HtmlMessageEvent, item: HTMLElement): void {
  item.id = `reply-${event.messageId}`;
  const old = document.getElementById(item.id);
  if (old && numberOf(old.dataset.revision) >= event.revision) return;
  if (old) {
    const { hadFocus } = replace(old, item);
    adoptItem(item);
    if (hadFocus) focusMessage(item);
  } else if (insert(item, event.sequence) && event.type === "new_message") came(event, item);
  if (event.messageId === rootId()) countReplies(item);
}

function came(event: HtmlMessageEvent, item: HTMLElement): void {
  if (event.senderId === viewer().userId) followed(event.sequence);
  else if (!event.alsoInRoom) heard(item);
}

/** Shows a change of the thread: in its place, once, and followed where the end was before the reader. */
export function showReply(event: HtmlMessageEvent): void {
  const item = parse(event.html);
  if (!item || !list() || (event.threadRootId ?? event.messageId) !== rootId()) return;
  const follows = isAtEnd() || event.senderId === viewer().userId;
  put(event, item);
  if (follows) scroller()?.scrollTo({ top: 0 });
  readThread();
}

/** A thread was opened: to the reply that was asked for, else to where one answers. */
export function land(part: string): void {
  const replies = list();
  if (replies) adoptItems(replies);
  const item = /^(reply|message)-[\w-]+$/.test(part) ? document.getElementById(part) : null;
  const field = matchMedia("(hover: hover)").matches && document.getElementById("thread-content");
  if (item) landOn(item);
  else (field || document.getElementById("details-title"))?.focus({ preventScroll: true });
  readThread();
}

/** The replies before the first one that is shown; what is being read stays where it is. */
async function loadEarlier(link: HTMLAnchorElement): Promise<void> {
  link.ariaBusy = "true";
  const html = await requestMarkup(`${link.pathname}/replies${link.search}`).catch(() => undefined);
  link.ariaBusy = null;
  if (html === undefined || !link.isConnected) return;
  const part = document.createElement("template");
  part.innerHTML = html;
  const first = link.nextElementSibling;
  link.replaceWith(...(part.content.firstElementChild?.children ?? []));
  const replies = list();
  if (replies) adoptItems(replies);
  for (const item of messages(list())) if (item.compareDocumentPosition(first ?? item) === 0) settle(item);
}

function clicked(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-earlier]");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  void loadEarlier(link);
}

document.addEventListener("click", clicked, true);
document.addEventListener("visibilitychange", readThread);
document.addEventListener("scroll", ({ target }) => target === scroller() && readThread(), {
  capture: true,
  passive: true,
});
