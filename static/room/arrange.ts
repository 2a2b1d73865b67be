import { dateOf, dayName, dayOf, timeOf } from "../clock.ts";
import { isNote } from "../page.ts";
import { t } from "../words.ts";
import { nameRooms } from "./named.ts";

const groupingMilliseconds = 5 * 60_000;

const createdAt = (item: HTMLElement) => new Date(item.dataset.createdAt ?? 0);

function neighbour(
  item: Element,
  step: "previousElementSibling" | "nextElementSibling",
): HTMLElement | undefined {
  let found = item[step];
  while (found && !found.matches(".message")) found = found[step];
  return found instanceof HTMLElement ? found : undefined;
}

export const messageAbove = (item: Element) => neighbour(item, "previousElementSibling");
export const messageBelow = (item: Element) => neighbour(item, "nextElementSibling");

/** The lines that stand between a message and the one above it. */
function linesAbove(item: Element): Element[] {
  const lines = [];
  for (
    let line = item.previousElementSibling;
    line && !line.matches(".message");
    line = line.previousElementSibling
  )
    lines.push(line);
  return lines;
}

function dayLine(date: Date): HTMLElement {
  const line = document.createElement("div");
  line.className = "day";
  line.dataset.day = dayOf(date);
  const time = line.appendChild(document.createElement("time"));
  time.dateTime = line.dataset.day;
  time.textContent = dayName(date);
  return line;
}

/** Whether a day begins with what was said at `date` below the message above. */
export const beginsDay = (date: Date, previous: HTMLElement | undefined): boolean =>
  !previous || dayOf(createdAt(previous)) !== dayOf(date);

function settleDay(item: HTMLElement, previous: HTMLElement | undefined): void {
  const day = dayOf(createdAt(item));
  const begins = beginsDay(createdAt(item), previous);
  const lines = linesAbove(item);
  const kept = begins
    ? lines.find((line) => line instanceof HTMLElement && line.dataset.day === day)
    : undefined;
  for (const line of lines) if (line.matches(".day") && line !== kept) line.remove();
  if (begins && !kept) (linesAbove(item).at(-1) ?? item).before(dayLine(createdAt(item)));
}

/** Whether something that `senderId` says at `date` goes on under the message above. */
export function goesOn(senderId: string | undefined, date: Date, previous: HTMLElement | undefined): boolean {
  if (!previous || isNote(previous) || previous.dataset.senderId !== senderId) return false;
  const before = createdAt(previous);
  return date.getTime() - before.getTime() < groupingMilliseconds && dayOf(before) === dayOf(date);
}

function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** A message comes as it looks to nobody in particular. */
function localizeThread(item: HTMLElement): void {
  const count = item.querySelector<HTMLElement>(".thread-count");
  if (!count) return;
  const { replies } = count.dataset;
  setText(count, replies ? t("messages.replies", { count: Number(replies) }) : t("messages.inThread"));
  const last = item.querySelector<HTMLTimeElement>(".thread-time");
  const at = new Date(last?.dateTime ?? 0);
  setText(last, dayOf(at) === dayOf(createdAt(item)) ? timeOf(at) : dateOf(at));
}

function localize(item: HTMLElement): void {
  setText(item.querySelector("time"), timeOf(createdAt(item)));
  setText(item.querySelector(".edited"), t("messages.edited"));
  setText(item.querySelector(".deleted:not([data-removed])"), t("messages.deleted"));
  setText(item.querySelector(".deleted[data-removed]"), t("messages.removed"));
  item.querySelector(".message-pin")?.setAttribute("aria-label", t("messages.pinned"));
  nameRooms(item);
  localizeThread(item);
  if (isNote(item)) void import("../lazy/notes.ts").then(({ sayAgain }) => sayAgain(item));
}

/** Begins a day and a group above a message, or ends those that stood there, as its neighbour asks. */
export function settle(item: HTMLElement): void {
  const previous = messageAbove(item);
  settleDay(item, previous);
  const apart = item.previousElementSibling?.matches(".new-line, .thread-line") ?? false;
  const goes = !apart && !isNote(item) && goesOn(item.dataset.senderId, createdAt(item), previous);
  item.classList.toggle("continues", goes);
}

/** Gives a message that was put in or replaced its local time, its day line and its group, and the one below as well. */
export function arrange(item: HTMLElement): void {
  localize(item);
  settle(item);
  const next = messageBelow(item);
  if (next) settle(next);
}

/** The same for a list that was drawn for another clock. */
export function arrangeAll(list: HTMLElement): void {
  for (const item of list.querySelectorAll<HTMLElement>(".message")) {
    localize(item);
    settle(item);
  }
}
