import { currentRoomId, messageList, numberOf, roomPane } from "../page.ts";
import type { LiveKey } from "../../words/index.ts";
import { t } from "../words.ts";
import { settle } from "./arrange.ts";

/** Elements of the list that are kept, and how many more there may be before it is cut again. */
const most = 300;
const slack = 50;

type End = "older" | "newer";

function link(end: End, label: LiveKey, query: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.id = end;
  made.className = "history-link";
  made.href = `/rooms/${currentRoomId() ?? ""}?${query}`;
  made.textContent = t(label);
  return made;
}

/** Somebody is at it: the keyboard, or an edit that is not saved. */
const inUse = (item: Element) =>
  item.contains(document.activeElement) || item.querySelector(".message-edit-host") !== null;

const endOf = (list: HTMLElement, end: End) =>
  end === "older" ? list.firstElementChild : list.lastElementChild;

function cut(list: HTMLElement, end: End): void {
  for (let item = endOf(list, end); item && !inUse(item); item = endOf(list, end)) {
    if (list.childElementCount <= most && item.matches(".message")) return;
    item.remove();
  }
}

function beginAnew(list: HTMLElement): void {
  const first = list.querySelector<HTMLElement>(".message");
  if (!first) return;
  settle(first);
  const way = link("older", "messages.older", `before=${numberOf(first.dataset.sequence)}`);
  document.getElementById("older")?.replaceWith(way);
}

function endAnew(list: HTMLElement): void {
  const last = [...list.querySelectorAll<HTMLElement>(".message")].at(-1);
  document.getElementById("newer")?.remove();
  list.after(link("newer", "messages.newer", `after=${numberOf(last?.dataset.sequence)}`));
  roomPane()?.removeAttribute("data-at-end");
}

/** Takes away what is furthest from the reader where the list has become long: it comes back as they go there. Says whether it did. */
export function trim(end: End): boolean {
  const list = messageList();
  if (!list || list.childElementCount <= most + slack) return false;
  cut(list, end);
  if (end === "older") beginAnew(list);
  else endAnew(list);
  return true;
}
