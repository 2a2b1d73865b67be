import {
  goTo,
  nextUnread,
  openKeyboardMap,
  openPalette,
  readToEnd,
  step,
  toggleUnreadOnly,
} from "./moves.ts";

/** What each chord does wherever the focus is. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
const chords: Record<string, () => void> = {
  "Mod+K": openPalette,
  "Mod+/": openKeyboardMap,
  "Mod+Shift+F": () => goTo("/search"),
  "Alt+ARROWUP": () => step(-1),
  "Alt+ARROWDOWN": () => step(1),
  "Alt+Shift+N": nextUnread,
};

/** Keys that write a letter: only where nothing can be written, and only for those who want them (WCAG 2.1.4). */
const letters: Record<string, () => void> = {
  "?": openKeyboardMap,
  "/": openPalette,
  N: nextUnread,
  U: toggleUnreadOnly,
};

export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
export const usesLetters = () => document.documentElement.dataset.singleKeys !== "off";

/** With Alt some keyboards write another letter: then the key counts, not what it writes. */
function keyOf({ altKey, code, key }: KeyboardEvent): string {
  return altKey && code.startsWith("Key") ? code.slice("Key".length) : key.toUpperCase();
}

function chordOf(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // Some keyboards have their signs above others: there it is the sign that counts.
  const shift = event.shiftKey && (event.altKey || (mod && event.code.startsWith("Key")));
  return `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${keyOf(event)}`;
}

const field = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const writes = ({ target }: KeyboardEvent) => target instanceof Element && target.closest(field) !== null;

/** Escape means the room, unless something nearer to it can be closed, or has been. */
function leavesRoom({ key, target }: KeyboardEvent): boolean {
  if (key !== "Escape" || document.querySelector(":popover-open")) return false;
  if (target instanceof HTMLTextAreaElement) return target.id === "composer-content" && target.value === "";
  return !(target instanceof Element && target.closest(`${field}, .message-edit-host`));
}

function actOf(event: KeyboardEvent): (() => void) | undefined {
  const chord = chordOf(event);
  if (leavesRoom(event)) return readToEnd;
  if (event.altKey || event.ctrlKey || event.metaKey) return chords[chord];
  return usesLetters() && !writes(event) ? letters[chord] : undefined;
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (document.querySelector("dialog:modal")) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
}

/** The button of the same (views/shell/unread-only.tsx) posts a form where no script runs. */
function clicked(event: MouseEvent): void {
  if (!(event.target instanceof Element && event.target.closest(".unread-only"))) return;
  event.preventDefault();
  toggleUnreadOnly();
}

/** The one place that hears keys which mean the whole page; what is in it takes those that it needs first. */
export function watchKeys(): void {
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  document.addEventListener("wisp:palette", openPalette);
}
