import { watchExpiry } from "./expiry.ts";

/** What few messages have is looked after by modules that come when there is one. `root`: a message, or some. */
export function adoptParts(root: HTMLElement): void {
  if (root.querySelector(".poll")) void import("../lazy/polls.ts").then(({ adoptPolls }) => adoptPolls(root));
  if (root.matches("[data-expires-at]") || root.querySelector("[data-expires-at]")) watchExpiry();
}
