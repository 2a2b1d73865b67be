/** The list as one stop of the Tab key: one message of it can be focused, and only its links can be too. */
import { timeOf } from "../clock.ts";
import { inLists } from "../page.ts";
import { t } from "../words.ts";
import { adoptReactions, controls } from "./reactions.ts";
import { lastMessage } from "./messages.ts";
import { adoptParts } from "./parts.ts";

/** By list: a thread may stand beside the room's own. */
const chosen = new WeakMap<Element, HTMLElement>();

const listOf = (item: Element) => item.closest(".messages") ?? item;

const linksOf = (item: Element) => item.querySelectorAll<HTMLElement>(controls);

function letGo(item: HTMLElement): void {
  item.tabIndex = -1;
  for (const link of linksOf(item)) link.tabIndex = -1;
}

/** A feed's articles are counted by where they stand in the whole of it, of which the end is not known. */
function describe(item: HTMLElement): void {
  const name = item.querySelector(".message-sender")?.textContent ?? "";
  const time = timeOf(new Date(item.dataset.createdAt ?? 0));
  item.ariaLabel = t("messages.label", { name, time });
  item.ariaPosInSet = item.dataset.sequence ?? null;
  item.ariaSetSize = "-1";
}

/** Makes a message the one that Tab comes to. */
export function choose(item: HTMLElement): void {
  const before = chosen.get(listOf(item));
  if (before === item) return;
  if (before?.isConnected) letGo(before);
  chosen.set(listOf(item), item);
  describe(item);
  item.tabIndex = 0;
  for (const link of linksOf(item)) link.removeAttribute("tabindex");
}

const chosenIn = (list: Element | null) => (list ? chosen.get(list) : undefined);

/** Where nobody is in the list, Tab comes to the newest. */
function chooseNewest(list: Element | null): void {
  const last = lastMessage(list);
  if (last && !chosenIn(list)?.contains(document.activeElement)) choose(last);
}

/** A message that was put in. */
export function adoptItem(item: HTMLElement): void {
  for (const link of linksOf(item)) link.tabIndex = -1;
  adoptReactions(item);
  adoptParts(item);
  chooseNewest(listOf(item));
}

/** A list, or a part of one, that came drawn. */
export function adoptItems(list: HTMLElement): void {
  adoptReactions(list);
  for (const link of linksOf(list)) if (!chosenIn(list)?.contains(link)) link.tabIndex = -1;
  adoptParts(list);
  chooseNewest(list);
}

export function focusMessage(item: HTMLElement, block: ScrollLogicalPosition = "nearest"): void {
  choose(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block });
}

/** The message that has the focus, or a part of it. */
export function focusedMessage(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>(inLists) ?? undefined;
}
