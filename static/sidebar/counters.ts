import { currentRoomId, numberOf, roomLink, roomLinks, viewer } from "../page.ts";
import { refreshSidebar } from "./refresh.ts";
import { paintTitle } from "./title.ts";

/**
 * Unread is subtraction: both numbers rise, so news may come in any order and twice (`lower` is the exception). What is not
 * subtracted (mentions, and replies that stand in their thread alone) the server counted up to a message, from where one had
 * read to; what came later is known one by one.
 */
type Counter = {
  last: number;
  read: number;
  counted: { mentions: number; replies: number; from: number; upTo: number };
  named: Set<number>;
  replies: Set<number>;
};
const counters = new Map<string, Counter>();
/**
 * What was heard of rooms since they were distrusted: with the next sidebar that was asked for since then (milliseconds, as
 * `performance.now` has them) it takes the place of what was known before.
 */
type Successor = { since: number; known: Counter };
const successors = new Map<string, Successor>();
const mostShown = 99;

const nothingKnown = (): Counter => ({
  ...{ last: 0, read: 0 },
  counted: { mentions: 0, replies: 0, from: 0, upTo: 0 },
  named: new Set<number>(),
  replies: new Set<number>(),
});

function counter(roomId: string): Counter {
  const found = counters.get(roomId) ?? nothingKnown();
  counters.set(roomId, found);
  return found;
}

/** All that news of a room is kept in. */
function kept(roomId: string): Counter[] {
  const successor = successors.get(roomId);
  return successor ? [counter(roomId), successor.known] : [counter(roomId)];
}

function succeed(roomId: string): void {
  const successor = successors.get(roomId);
  if (successor) counters.set(roomId, successor.known);
  successors.delete(roomId);
}

/** Whether a sidebar may be older than what makes the room's past worth nothing: another one is on its way. */
const isOutdated = (roomId: string, askedAt: number): boolean =>
  askedAt < (successors.get(roomId)?.since ?? -Infinity);

const after = (sequences: Set<number>, read: number) =>
  [...sequences].filter((sequence) => sequence > read).length;
const unread = ({ last, read, counted, replies }: Counter) =>
  Math.max(0, last - read - after(replies, read) - (read < counted.upTo ? counted.replies : 0));
const mentions = ({ read, counted, named }: Counter) =>
  (read < counted.upTo ? counted.mentions : 0) + after(named, read);
/** Read in between, of what the server counted as a whole: only it knows what is left of that. */
const isUncertain = ({ read, counted }: Counter) =>
  counted.replies > 0 && read > counted.from && read < counted.upTo;

function paintBadge(badge: HTMLElement | null | undefined, count: number): void {
  if (!badge) return;
  badge.hidden = count === 0;
  const text = badge.querySelector(".badge-count");
  if (text) text.textContent = count > mostShown ? `${mostShown}+` : String(count);
}

function paint(roomId: string): void {
  const link = roomLink(roomId);
  if (!link) return;
  const known = counter(roomId);
  const named = mentions(known);
  link.toggleAttribute("data-unread", unread(known) > 0);
  if (named > 0) link.dataset.mentions = String(named);
  else delete link.dataset.mentions;
  paintBadge(link.querySelector<HTMLElement>(".badge"), unread(known));
  paintBadge(link.querySelector<HTMLElement>(".mention-badge"), named);
}

/** What calls the person, by what they want to be called by; and whether anything else is new where they did not say "nothing". */
export function paintTotals(): void {
  let calls = numberOf(document.getElementById("threads-unread")?.dataset.count);
  let named = 0;
  let news = false;
  for (const { dataset } of roomLinks()) {
    const known = counter(dataset.roomId ?? "");
    const quiet = dataset.level === "nothing" || dataset.level === "invisible";
    if (!quiet && unread(known) > 0) news = true;
    if (dataset.quiet !== undefined) continue;
    named += mentions(known);
    calls += dataset.level === "everything" ? unread(known) : mentions(known);
  }
  paintBadge(document.querySelector<HTMLElement>(".places .called"), named);
  paintTitle(calls, news || calls > 0);
}

function forgetUpTo({ named, replies }: Counter, read: number): void {
  for (const sequences of [named, replies])
    for (const sequence of sequences) if (sequence <= read) sequences.delete(sequence);
}

/** Takes what the server counted, but for what the browser has heard of and the server had not yet worked out. */
function adoptMentions(known: Counter, { dataset }: HTMLAnchorElement): void {
  const upTo = numberOf(dataset.lastSequence);
  if (upTo < known.counted.upTo) return;
  const before = upTo === known.counted.upTo ? known.counted.mentions : 0;
  const heard = [...known.named].filter((sequence) => sequence <= upTo).length;
  const from = numberOf(dataset.lastRead);
  known.counted = {
    ...{ from, upTo, mentions: Math.max(numberOf(dataset.named), before, heard) },
    replies: Math.max(0, upTo - from - numberOf(dataset.unreadCount)),
  };
  forgetUpTo(known, upTo);
}

function adoptCounter(roomId: string, link: HTMLAnchorElement, askedAt: number): void {
  if (isOutdated(roomId, askedAt)) return paint(roomId);
  succeed(roomId);
  adoptMentions(counter(roomId), link);
  rise(roomId, { last: numberOf(link.dataset.lastSequence), read: numberOf(link.dataset.lastRead) });
}

/** Takes the counters of a sidebar that was just put in, forgets rooms that left it, and shows what is known by now. */
export function adoptCounters(askedAt: number): void {
  const listed = new Set<string>();
  for (const link of roomLinks()) {
    const { roomId = "" } = link.dataset;
    listed.add(roomId);
    adoptCounter(roomId, link, askedAt);
  }
  for (const known of [counters, successors])
    for (const roomId of known.keys()) if (!listed.has(roomId)) known.delete(roomId);
  paintTotals();
}

/** The room's history may have been replaced: the next sidebar says what is true of it, also where that is less. */
export const distrust = (roomId: string, known = nothingKnown()) =>
  successors.set(roomId, { since: performance.now(), known });
export const isDistrusted = (roomId: string): boolean => successors.has(roomId);

function rise(roomId: string, { last = 0, read = 0 }: { last?: number; read?: number }): void {
  for (const known of kept(roomId)) {
    known.last = Math.max(known.last, last);
    known.read = Math.max(known.read, read);
    forgetUpTo(known, known.read);
  }
  if (isUncertain(counter(roomId))) refreshSidebar();
  paint(roomId);
}

/** Raises what is known of a room; a lower number is old news. */
export function raise(roomId: string, news: { last?: number; read?: number }): void {
  rise(roomId, news);
  paintTotals();
}

/**
 * The one number that goes back: they marked something unread, here or elsewhere. What the server then counts is right, but
 * for what was read before the mark, of which it may not have been told.
 */
export function lower(roomId: string, read: number): void {
  distrust(roomId, successors.get(roomId)?.known ?? { ...nothingKnown(), read: counter(roomId).read });
  for (const known of kept(roomId)) known.read = Math.min(known.read, read);
  paint(roomId);
  paintTotals();
}

/** A reply came that stands in its thread alone, which the room does not count. */
export function noteReply(roomId: string, sequence: number): void {
  for (const { replies, counted } of kept(roomId)) if (sequence > counted.upTo) replies.add(sequence);
}

/**
 * A message came or changed: whether it calls the viewer stands in its markup (views/messages), where nobody can write it.
 * In a thread alone (`inRoom` false) somebody's name is counted by the thread.
 */
export function noteMentions(roomId: string, sequence: number, html: string, inRoom: boolean): void {
  const calls = ["here", "room", ...(inRoom ? [viewer().username] : [])].some((name) =>
    html.includes(`data-mention="${name}"`),
  );
  for (const { named, counted } of kept(roomId))
    if (calls && sequence > counted.upTo) named.add(sequence);
    else named.delete(sequence);
}

export const lastRead = (roomId: string) => counter(roomId).read;
export const currentUnread = () => unread(counter(currentRoomId() ?? ""));
