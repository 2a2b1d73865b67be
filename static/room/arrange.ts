const groupingMilliseconds = 5 * 60_000;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const fullDate = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const dayName = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

const createdAt = (item: HTMLElement) => new Date(item.dataset.createdAt ?? 0);

/** A day as the reader's calendar has it. */
export function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function neighbour(
  item: Element,
  step: "previousElementSibling" | "nextElementSibling",
): HTMLElement | undefined {
  let found = item[step];
  while (found && !found.matches(".message")) found = found[step];
  return found instanceof HTMLElement ? found : undefined;
}

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

function daySeparator(date: Date): HTMLLIElement {
  const line = document.createElement("li");
  line.className = "day";
  line.dataset.day = localDay(date);
  const time = line.appendChild(document.createElement("time"));
  time.dateTime = line.dataset.day;
  time.textContent = dayName.format(date);
  return line;
}

function settleDay(item: HTMLElement, previous: HTMLElement | undefined): void {
  const day = localDay(createdAt(item));
  const begins = !previous || localDay(createdAt(previous)) !== day;
  const lines = linesAbove(item);
  const kept = begins
    ? lines.find((line) => line instanceof HTMLElement && line.dataset.day === day)
    : undefined;
  for (const line of lines) if (line.matches(".day") && line !== kept) line.remove();
  if (begins && !kept) (linesAbove(item).at(-1) ?? item).before(daySeparator(createdAt(item)));
}

/** Whether something that `senderId` says at `date` goes on under the message above. */
export function goesOn(senderId: string | undefined, date: Date, previous: HTMLElement | undefined): boolean {
  if (!previous || previous.dataset.senderId !== senderId) return false;
  const before = createdAt(previous);
  return localDay(before) === localDay(date) && date.getTime() - before.getTime() < groupingMilliseconds;
}

function localize(item: HTMLElement): void {
  const time = item.querySelector("time");
  if (!time) return;
  const date = createdAt(item);
  time.textContent = clock.format(date);
  time.title = fullDate.format(date);
}

function settle(item: HTMLElement): void {
  const previous = neighbour(item, "previousElementSibling");
  settleDay(item, previous);
  const apart = item.previousElementSibling?.matches(".new-line") ?? false;
  item.classList.toggle("continues", !apart && goesOn(item.dataset.senderId, createdAt(item), previous));
}

/** Gives a message that was put in or replaced its local time, its day line and its group, and the one below as well. */
export function arrange(item: HTMLElement): void {
  localize(item);
  settle(item);
  const next = neighbour(item, "nextElementSibling");
  if (next) settle(next);
}

/** The same for a list that came whole. */
export function arrangeAll(list: HTMLElement): void {
  for (const item of list.querySelectorAll<HTMLElement>(".message")) {
    localize(item);
    settle(item);
  }
}
