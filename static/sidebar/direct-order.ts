import { roomLink } from "../page.ts";

/** Rooms in which something was said while the list could not move, in that order. */
const waiting = new Set<string>();

const list = () => document.querySelector<HTMLElement>('#sidebar [data-section="direct"] > .room-list');
const isPlaced = (item: Element) => item.querySelector("[data-placed]") !== null;

/** Nothing moves away under a pointer, under the focus, or while it is dragged. */
const isHeld = (rooms: HTMLElement) =>
  rooms.matches(":hover") ||
  rooms.contains(document.activeElement) ||
  rooms.querySelector(".dragged") !== null;

/** To the top of those that the person has not put in an order themselves (views/shell/sections.ts). */
function lift(rooms: HTMLElement, roomId: string): void {
  const item = roomLink(roomId)?.closest("li");
  if (!item || item.parentElement !== rooms || isPlaced(item)) return;
  const first = [...rooms.children].find((other) => !isPlaced(other));
  if (first && first !== item) first.before(item);
}

function settle(): void {
  const rooms = waiting.size > 0 ? list() : null;
  if (!rooms || isHeld(rooms)) return;
  for (const roomId of waiting) lift(rooms, roomId);
  waiting.clear();
}

/** Something was said in a room: a direct one moves up, as the server would have it. */
export function spoken(roomId: string): void {
  waiting.delete(roomId);
  waiting.add(roomId);
  settle();
}

/** The sidebar that came has its rooms in order. */
export const ordered = () => waiting.clear();

export function watchDirectOrder(): void {
  for (const type of ["pointerover", "focusin", "dragend"]) document.addEventListener(type, settle);
}
