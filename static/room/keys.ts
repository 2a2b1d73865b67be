import { inLists, isMine, isNote, mayEdit, moderates } from "../page.ts";
import { copyLink, copyText } from "./copy.ts";
import { composerOf, edit } from "./edit.ts";
import { messageAbove, messageBelow } from "./arrange.ts";
import { choose, focusMessage } from "./feed.ts";
import { showNewest } from "./history.ts";
import { lastMessage, messages, showsNewest } from "./messages.ts";
import { openReactions } from "./reactions.ts";
import { focusToolbar, showToolbar } from "./toolbar.tsx";

const isDeleted = (item: HTMLElement) => item.hasAttribute("data-deleted");
const mayDelete = (item: HTMLElement) => (isMine(item) || moderates()) && !isDeleted(item);

async function remove(item: HTMLElement): Promise<void> {
  const lazy = await import("../lazy/delete.ts");
  await lazy.remove(item);
}

function go(to: HTMLElement | undefined): void {
  if (to) focusMessage(to);
}

const listOf = (item: HTMLElement) => item.closest(".messages");

async function goToEnd(item: HTMLElement): Promise<void> {
  if (item.closest(".thread") || showsNewest() || (await showNewest())) go(lastMessage(listOf(item)));
}

/** What few do is fetched when somebody does it. */
const lazily = (name: "reply" | "quote") => async (item: HTMLElement) =>
  (await import("../lazy/actions/answer.ts"))[name](item);

/** What a key does to the message that has the focus. */
const deeds: Record<string, (item: HTMLElement) => void> = {
  ArrowUp: (item) => go(messageAbove(item)),
  ArrowDown: (item) => go(messageBelow(item)),
  Home: (item) => go(messages(listOf(item))[0]),
  End: (item) => void goToEnd(item),
  Enter: (item) => focusToolbar(item),
  r: (item) => !isDeleted(item) && openReactions(item),
  e: (item) => mayEdit(item) && void edit(item),
  Delete: (item) => mayDelete(item) && void remove(item),
  c: (item) => !isDeleted(item) && void copyText(item),
  l: (item) => void copyLink(item),
  t: (item) => !isNote(item) && void lazily("reply")(item),
  q: (item) => !isNote(item) && !isDeleted(item) && void lazily("quote")(item),
  Escape: (item) => composerOf(item)?.focus({ preventScroll: true }),
};
const others: Record<string, string> = {
  k: "ArrowUp",
  j: "ArrowDown",
  "+": "r",
  ".": "Enter",
  Backspace: "Delete",
};

function pressed(event: KeyboardEvent): void {
  const item = event.target;
  if (!(item instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const message = item.closest<HTMLElement>(inLists);
  if (!message || item.closest(".message-edit-host")) return;
  const key = others[event.key] ?? event.key;
  const deed = item === message ? deeds[key] : key === "Escape" ? focusMessage : undefined;
  if (!deed) return;
  event.preventDefault();
  deed(message);
}

/** The list by keyboard: from message to message, and what can be done with one. */
export function watchMessageKeys(): void {
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", ({ target }) => {
    const message = target instanceof Element ? target.closest<HTMLElement>(inLists) : null;
    if (!message) return;
    choose(message);
    if (message.matches(":focus-visible, :has(:focus-visible)")) showToolbar(message);
  });
}
