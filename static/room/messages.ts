import type { HtmlMessageEvent } from "../../src/lib/contract/frames.ts";
import { messageList, numberOf, roomPane } from "../page.ts";
import { arrange, messageBelow, settle } from "./arrange.ts";
import { focusedReaction } from "./reactions.ts";

const sequenceOf = (item: HTMLElement) => numberOf(item.dataset.sequence);

export function messages(list: Element | null = messageList()): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(".message") ?? [])];
}

export function lastMessage(list: Element | null = messageList()): HTMLElement | undefined {
  let last = list?.lastElementChild;
  while (last && !last.matches(".message")) last = last.previousElementSibling;
  return last instanceof HTMLElement ? last : undefined;
}

/** Whether the list ends with the room's newest message, rather than somewhere in its past. */
export const showsNewest = () => roomPane()?.hasAttribute("data-at-end") ?? false;

export function parse(html: string): HTMLElement | undefined {
  const template = document.createElement("template");
  template.innerHTML = html;
  const item = template.content.firstElementChild;
  return item instanceof HTMLElement ? item : undefined;
}

/** The message above the place of `sequence`, looked for from below since most that come are new. */
export function predecessor(sequence: number, list: Element | null = messageList()): HTMLElement | undefined {
  let item = lastMessage(list);
  while (item && sequenceOf(item) > sequence) {
    let above: Element | null = item.previousElementSibling;
    while (above && !above.matches(".message")) above = above.previousElementSibling;
    item = above instanceof HTMLElement ? above : undefined;
  }
  return item;
}

/** Outside of what is loaded there is nothing to keep up to date: it comes in its present state when it is loaded. */
function outOfRange(above: HTMLElement | undefined): boolean {
  if (!above) return document.querySelector("#older")?.matches("a") ?? false;
  return !showsNewest() && above === lastMessage();
}

function insert(item: HTMLElement, sequence: number): boolean {
  const above = predecessor(sequence);
  if (outOfRange(above)) return false;
  if (above) above.after(item);
  else messageList()?.append(item);
  return true;
}

export type Put = {
  /** In the list now; undefined where it has no place there, or was there already. */
  item: HTMLElement | undefined;
  inserted: boolean;
  /** It took the place of one that had the focus. */
  hadFocus: boolean;
  /** The emoji of it that had. */
  reaction?: string;
};

const nothing: Put = { item: undefined, inserted: false, hadFocus: false };

/** In a room whose messages disappear, what is empty leaves nothing to see. */
const isGone = ({ dataset }: HTMLElement) => "deleted" in dataset && "expiresAt" in dataset;

/** Takes a message off the page, with the day that it alone stood for. */
export function takeOut(item: HTMLElement): void {
  const below = messageBelow(item);
  let line = below ? null : item.previousElementSibling;
  item.remove();
  if (below) settle(below);
  for (; line && !line.matches(".message"); line = messageList()?.lastElementChild ?? null) line.remove();
}

export function replace(old: HTMLElement, item: HTMLElement): Put {
  const hadFocus = old.contains(document.activeElement);
  const reaction = focusedReaction();
  old.replaceWith(item);
  arrange(item);
  return { item, inserted: false, hadFocus, reaction };
}

/** Shows a message in its present state, in its place. */
export function putMessage(event: HtmlMessageEvent): Put {
  const item = parse(event.html);
  const old = document.getElementById(`message-${event.messageId}`);
  if (!item || (old && numberOf(old.dataset.revision) >= event.revision)) return nothing;
  if (isGone(item)) {
    if (old) takeOut(old);
    return nothing;
  }
  if (old) return replace(old, item);
  if (!insert(item, event.sequence)) return nothing;
  arrange(item);
  return { item, inserted: true, hadFocus: false };
}
