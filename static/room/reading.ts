import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { currentRoomId, numberOf } from "../page.ts";
import { lastRead, raise } from "../sidebar/counters.ts";
import { atEnd, unseen } from "../state.ts";
import { arrange } from "./arrange.ts";
import { lastMessage } from "./messages.ts";

const everyMilliseconds = 1000;
let pause: number | undefined;
let unsaid = new Map<string, number>();

/** Whether a person could be reading the newest message right now. */
export const isReading = () => document.visibilityState === "visible" && atEnd.peek();

/** Says it now and then waits, so that a burst of messages is a few words and not a word each. */
function say(send: (frame: ClientFrame) => boolean): void {
  if (pause !== undefined || unsaid.size === 0) return;
  const now = unsaid;
  unsaid = new Map();
  for (const [roomId, sequence] of now)
    if (!send({ type: "mark_read", roomId, sequence })) unsaid.set(roomId, sequence);
  pause = setTimeout(() => {
    pause = undefined;
    say(send);
  }, everyMilliseconds);
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
  say(send);
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
  arrange(item);
}

export const clearNewLine = () => document.getElementById("new")?.remove();
