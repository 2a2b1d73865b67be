import { takeOut } from "./messages.ts";

/** Milliseconds: what a timer can wait for at most. */
const longest = 2 ** 31 - 1;
let timer: number | undefined;

/** Takes messages whose time has come off the page, kept ones too, and waits for the next. */
function watchExpiry(): void {
  clearTimeout(timer);
  const now = Date.now();
  let next = Infinity;
  for (const item of document.querySelectorAll<HTMLElement>(".message[data-expires-at]")) {
    const due = Date.parse(item.dataset.expiresAt ?? "");
    if (due <= now) takeOut(item);
    else next = Math.min(next, due);
  }
  if (next < Infinity) timer = setTimeout(watchExpiry, Math.min(next - now, longest));
}

/** What few messages have is looked after by modules that come when there is one. `root`: a message, or some. */
export function adoptParts(root: HTMLElement): void {
  if (root.querySelector(".poll")) void import("../lazy/polls.ts").then(({ adoptPolls }) => adoptPolls(root));
  if (root.matches("[data-expires-at]") || root.querySelector("[data-expires-at]")) watchExpiry();
}
