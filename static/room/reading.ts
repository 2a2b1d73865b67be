import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { currentRoomId, numberOf } from "../page.ts";
import { lastRead, raise } from "../sidebar/counters.ts";
import { atEnd, unseen } from "../state.ts";
import { lastMessage } from "./messages.ts";

const everyMilliseconds = 1000;
let waiting: number | undefined;
let unsaid = new Map<string, number>();

/** Whether a person could be reading the newest message right now. */
export const isReading = () => document.visibilityState === "visible" && atEnd.peek();

function say(send: (frame: ClientFrame) => boolean): void {
  waiting = undefined;
  const now = unsaid;
  unsaid = new Map();
  for (const [roomId, sequence] of now) if (!send({ type: "mark_read", roomId, sequence })) unsaid.set(roomId, sequence);
}

/** Counts the room on show as read when it is being read; tells the server at most once a second. */
export function read(send: (frame: ClientFrame) => boolean): void {
  if (isReading()) unseen.value = 0;
  const roomId = currentRoomId();
  const last = numberOf(lastMessage()?.dataset.sequence);
  if (roomId && isReading() && last > lastRead(roomId)) {
    raise(roomId, { read: last });
    unsaid.set(roomId, last);
  }
  if (unsaid.size > 0) waiting ??= setTimeout(() => say(send), everyMilliseconds);
}

function newLine(): HTMLLIElement {
  const line = document.createElement("li");
  line.className = "new-line";
  line.id = "new";
  line.appendChild(document.createElement("span")).textContent = "New";
  return line;
}

/** Draws the "new" line above the first message that came while nobody was reading. */
export function markNew(item: HTMLElement, firstUnread: boolean): void {
  const line = document.getElementById("new");
  if (line && !firstUnread) return;
  line?.remove();
  item.before(newLine());
}

export const clearNewLine = () => document.getElementById("new")?.remove();
