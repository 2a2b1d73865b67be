import { currentRoomId, numberOf, roomLink, roomLinks } from "../page.ts";

/** Unread is subtraction: both counters only rise, so news may come in any order and twice. */
type Counter = { last: number; read: number };
const counters = new Map<string, Counter>();
const distrusted = new Set<string>();
const mostShown = 99;

function counter(roomId: string): Counter {
  const found = counters.get(roomId) ?? { last: 0, read: 0 };
  counters.set(roomId, found);
  return found;
}

const unread = ({ last, read }: Counter) => Math.max(0, last - read);

function paint(roomId: string): void {
  const link = roomLink(roomId);
  const badge = link?.querySelector<HTMLElement>(".badge");
  if (!link || !badge) return;
  const count = unread(counter(roomId));
  link.toggleAttribute("data-unread", count > 0);
  badge.hidden = count === 0;
  const text = badge.querySelector(".badge-count");
  if (text) text.textContent = count > mostShown ? `${mostShown}+` : String(count);
}

let plainTitle = document.title;

function paintTitle(): void {
  const total = [...counters.values()].reduce((sum, each) => sum + unread(each), 0);
  const title = total > 0 ? `(${total}) ${plainTitle}` : plainTitle;
  if (document.title === title) return;
  document.title = title;
  // On the icon of the installed app.
  if ("setAppBadge" in navigator) void navigator.setAppBadge(total).catch(() => undefined);
}

/** Takes the counters of a sidebar that was just put in, forgets rooms that left it, and shows what is known by now. */
export function adoptCounters(): void {
  const listed = new Set<string>();
  for (const { dataset } of roomLinks()) {
    const roomId = dataset.roomId ?? "";
    listed.add(roomId);
    if (distrusted.delete(roomId)) counters.delete(roomId);
    raise(roomId, { last: numberOf(dataset.lastSequence), read: numberOf(dataset.lastRead) });
  }
  for (const roomId of counters.keys()) if (!listed.has(roomId)) counters.delete(roomId);
  paintTitle();
}

/** Takes the title of the page that was put in as the one to count in front of. */
export function adoptTitle(): void {
  plainTitle = document.title.replace(/^\(\d+\) /, "");
  paintTitle();
}

/** The room's history may have been replaced: the next sidebar says what is true of it, also where that is less. */
export const distrust = (roomId: string) => distrusted.add(roomId);

/** Raises what is known of a room; a lower number is old news. */
export function raise(roomId: string, { last = 0, read = 0 }: Partial<Counter>): void {
  const known = counter(roomId);
  known.last = Math.max(known.last, last);
  known.read = Math.max(known.read, read);
  paint(roomId);
  paintTitle();
}

export const lastRead = (roomId: string) => counter(roomId).read;
export const currentUnread = () => unread(counter(currentRoomId() ?? ""));
