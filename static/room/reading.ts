import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { currentRoomId, numberOf, roomLink, roomPane } from "../page.ts";
import { isDistrusted, lastRead, lower, raise } from "../sidebar/counters.ts";
import { atEnd, unseen } from "../state.ts";
import { t } from "../words.ts";
import { arrange } from "./arrange.ts";
import { lastMessage, messages, showsNewest } from "./messages.ts";
import { hasReceipts } from "./receipts.ts";

const everyMilliseconds = 1000;
/** Within which what was said has surely come. */
const arrivalMilliseconds = 400;
let pause: number | undefined;
let saidAt = -Infinity;
let unsaid = new Map<string, number>();
let unsaidSent = new Map<string, number>();

/** Whether a person could be reading the newest message right now. */
export const isReading = () => document.visibilityState === "visible" && atEnd.peek();

/** What was read just before one looked elsewhere, or left, is told at once. */
const mustWait = () => pause !== undefined && (unsaid.size === 0 || document.visibilityState === "visible");

/** Says it now and then waits, so that a burst of messages is a few words and not a word each. */
function say(send: (frame: ClientFrame) => boolean): void {
  if (mustWait() || unsaid.size + unsaidSent.size === 0) return;
  const [now, sent] = [unsaid, unsaidSent];
  saidAt = performance.now();
  unsaid = new Map();
  unsaidSent = new Map();
  for (const [roomId, sequence] of now)
    if (!send({ type: "mark_read", roomId, sequence })) unsaid.set(roomId, sequence);
  for (const [roomId, sequence] of sent)
    if (sequence > lastRead(roomId)) send({ type: "mark_delivered", roomId, sequence });
  clearTimeout(pause);
  pause = setTimeout(() => {
    pause = undefined;
    say(send);
  }, everyMilliseconds);
}

/** The room on show, where something in it was marked unread: it is not read by being on show. */
let held: string | undefined;

/** What was read up to `sequence` is still to be told, and no more of it. */
function hold(roomId: string, sequence: number): void {
  held = roomId;
  const untold = unsaid.get(roomId);
  if (untold !== undefined) unsaid.set(roomId, Math.min(untold, sequence));
}

/**
 * Somebody is about to mark what comes after `sequence` in the room on show unread. What they read of that is not told any
 * more; what was told a moment ago goes by the socket, which a request may overtake: resolves when that has come.
 */
export async function holding(roomId: string, sequence: number): Promise<void> {
  hold(roomId, sequence);
  const since = performance.now() - saidAt;
  if (since < arrivalMilliseconds) await new Promise((done) => setTimeout(done, arrivalMilliseconds - since));
}

/** Somebody marked a message unread: until they leave the room, or write in it, it stays so. */
export function markedUnread(roomId: string, sequence: number): void {
  lower(roomId, sequence);
  if (roomId !== currentRoomId()) return void unsaid.delete(roomId);
  hold(roomId, sequence);
  const first = messages().find(({ dataset }) => numberOf(dataset.sequence) > sequence);
  if (first) markNew(first, true);
}

/** They are through with it. */
export function readAgain(roomId: string | undefined): void {
  if (held === roomId) held = undefined;
}

/** Up to here the room on show is known, whether or not the list shows it: replies may stand in their thread alone. */
export function reached(sequence: number): void {
  const pane = roomPane();
  if (pane) pane.dataset.lastSequence = String(Math.max(sequence, numberOf(pane.dataset.lastSequence)));
}

/** Up to where who sees the end of the list has read: the last messages may be in a thread, or have disappeared. */
const newest = (): number =>
  Math.max(
    numberOf(lastMessage()?.dataset.sequence),
    showsNewest() ? numberOf(roomPane()?.dataset.lastSequence) : 0,
  );

/** Counts the room on show as read when it is being read; tells the server at most once a second. */
export function read(send: (frame: ClientFrame) => boolean): void {
  if (isReading()) unseen.value = 0;
  const roomId = currentRoomId();
  if (held !== roomId) held = undefined;
  const last = newest();
  // What is on show may be of a history that was replaced.
  const mayRead = held === undefined && isReading() && !isDistrusted(roomId ?? "");
  if (roomId && mayRead && last > lastRead(roomId)) {
    raise(roomId, { read: last });
    unsaid.set(roomId, last);
  }
  say(send);
}

/** Only few look for it: the other one of a direct room, and the members of a small one that is on show. */
const isWatched = (roomId: string) =>
  roomId === currentRoomId() ? hasReceipts() : roomLink(roomId)?.dataset.kind === "direct";

/** Tells the sender that a message has come, where it is not read at once. */
export function wasSent(roomId: string, sequence: number, send: (frame: ClientFrame) => boolean): void {
  if (sequence <= lastRead(roomId) || !isWatched(roomId)) return;
  unsaidSent.set(roomId, sequence);
  say(send);
}

/** Tells of what came before the page was told that the room is a direct one, or before there was a page. */
export function hadBeenSent(send: (frame: ClientFrame) => boolean): void {
  for (const { dataset } of document.querySelectorAll<HTMLElement>(
    "#sidebar [data-kind=direct][data-unread]",
  ))
    wasSent(dataset.roomId ?? "", numberOf(dataset.lastSequence), send);
}

function newLine(): HTMLElement {
  const line = document.createElement("div");
  line.className = "new-line";
  line.id = "new";
  line.appendChild(document.createElement("span")).textContent = t("messages.new");
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
