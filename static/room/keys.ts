import { isMine, mayEdit, moderates } from "../page.ts";
import { copyLink, copyText } from "./copy.ts";
import { edit } from "./edit.tsx";
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

async function goToEnd(): Promise<void> {
  if (showsNewest() || (await showNewest())) go(lastMessage());
}

export function focusComposer(): void {
  document.getElementById("composer-content")?.focus({ preventScroll: true });
}

/** What a key does to the message that has the focus. */
const deeds: Record<string, (item: HTMLElement) => void> = {
  ArrowUp: (item) => go(messageAbove(item)),
  ArrowDown: (item) => go(messageBelow(item)),
  Home: () => go(messages()[0]),
  End: () => void goToEnd(),
  Enter: (item) => focusToolbar(item),
  r: (item) => !isDeleted(item) && openReactions(item),
  e: (item) => mayEdit(item) && edit(item),
  Delete: (item) => mayDelete(item) && void remove(item),
  c: (item) => !isDeleted(item) && void copyText(item),
  l: (item) => void copyLink(item),
  Escape: focusComposer,
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
  const message = item.closest<HTMLElement>("#messages .message");
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
    const message = target instanceof Element ? target.closest<HTMLElement>("#messages .message") : null;
    if (!message) return;
    choose(message);
    if (message.matches(":focus-visible, :has(:focus-visible)")) showToolbar(message);
  });
}
