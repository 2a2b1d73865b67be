import { requestMarkup } from "../live/api.ts";
import { historyArrived, historyRequested } from "../live/catch-up.ts";
import { currentRoomId, messageList, numberOf, roomPane, scroller } from "../page.ts";
import { notice } from "../state.ts";
import { t } from "../words.ts";
import { settle } from "./arrange.ts";
import { adoptItems } from "./feed.ts";
import { messages } from "./messages.ts";
import { keepingPlace, updateAtEnd } from "./scroll.ts";
import { trim } from "./trim.ts";

const aheadPixels = 800;

/** A part of a room's messages, as views/messages/list.tsx draws it, with what stands above and below. */
type Stretch = { above: Element; items: Element[]; below: Element | null };

function parse(html: string): Stretch | undefined {
  const template = document.createElement("template");
  template.innerHTML = html;
  const above = template.content.querySelector("#older");
  const list = template.content.querySelector("#messages");
  if (!above || !list) return undefined;
  return { above, items: [...list.children], below: template.content.querySelector("#newer") };
}

/** What is being fetched. */
let current: Promise<void> | undefined;

/** Its callers see to it that there is one at a time. Nothing comes of it where another room has come on show meanwhile. */
async function fetchStretch(query: string): Promise<Stretch | undefined> {
  const { promise, resolve } = Promise.withResolvers<void>();
  current = promise;
  const pane = roomPane();
  historyRequested();
  try {
    const html = await requestMarkup(`/rooms/${currentRoomId() ?? ""}/history?${query}`);
    return pane === roomPane() ? parse(html) : undefined;
  } catch {
    notice.value = t("connection.notLoaded");
    return undefined;
  } finally {
    current = undefined;
    resolve();
  }
}

/** What the list has already is not put in again: it may have come live meanwhile. */
function fresh(items: Element[]): Element[] {
  return items.filter((item) => !item.id || !document.getElementById(item.id));
}

function setBelow(below: Element | null): void {
  document.getElementById("newer")?.remove();
  if (below) messageList()?.after(below);
  roomPane()?.toggleAttribute("data-at-end", !below);
}

function arrived(): void {
  const list = messageList();
  if (list) adoptItems(list);
  updateAtEnd();
  historyArrived();
  watchWays();
}

function putAbove({ above, items }: Stretch): void {
  const first = messages()[0];
  messageList()?.prepend(...fresh(items));
  document.getElementById("older")?.replaceWith(above);
  if (first) settle(first);
  trim("newer");
}

function putBelow({ items, below }: Stretch): void {
  const last = messages().at(-1);
  messageList()?.append(...fresh(items));
  const next =
    last && messages().find((item) => numberOf(item.dataset.sequence) > numberOf(last.dataset.sequence));
  if (next) settle(next);
  setBelow(below);
  trim("older");
}

/** The messages on the other side of a way on; nothing that is being read moves, also where a skeleton makes room for them. */
async function load(link: HTMLAnchorElement, put: (stretch: Stretch) => void): Promise<void> {
  if (current) return;
  link.setAttribute("aria-busy", "true");
  const stretch = await fetchStretch(new URL(link.href).searchParams.toString());
  if (stretch) keepingPlace(() => put(stretch));
  link.removeAttribute("aria-busy");
  if (stretch) arrived();
}

/** Another part of the room in place of the one on show: around a message, or the newest. Says whether it came. */
async function show(query: string): Promise<boolean> {
  // Somebody asked for it: it is not dropped because an end of what they leave is being loaded.
  for (let fetching = current; fetching; fetching = current) await fetching;
  const stretch = await fetchStretch(query);
  if (!stretch) return false;
  messageList()?.replaceChildren(...stretch.items);
  document.getElementById("older")?.replaceWith(stretch.above);
  setBelow(stretch.below);
  arrived();
  return true;
}

export const showAround = (sequence: number): Promise<boolean> => show(`at=${sequence}`);
export const showNewest = (): Promise<boolean> => show("");

/** Follows a way on that was clicked or has come nearly into view. */
export function follow(link: Element): void {
  if (!(link instanceof HTMLAnchorElement)) return;
  void load(link, link.id === "older" ? putAbove : putBelow);
}

let watching: IntersectionObserver | undefined;

/** Looks out for the ends of what is loaded. */
export function watchWays(): void {
  watching?.disconnect();
  watching = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) follow(target);
    },
    { root: scroller(), rootMargin: `${aheadPixels}px 0px` },
  );
  for (const link of document.querySelectorAll("a#older, a#newer")) watching.observe(link);
}
