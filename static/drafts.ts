import { signal } from "@preact/signals";
import type { Draft } from "../src/lib/contract/objects.ts";
import { kept, keep } from "./kept.ts";
import { request, RequestFailure } from "./live/api.ts";
import { excess } from "./writing/length.ts";

type Drafts = Record<string, string>;

const pauseMilliseconds = 1000;
/** Drafts that wait here for the server at most; the oldest gives way. */
const mostUnsaved = 50;

const keptDrafts = () => (kept("drafts") as Drafts | undefined) ?? {};

/** What the server is known to have, where it is known: nothing at all is "". */
const saved = new Map<string, string>();
/**
 * What it does not have yet, of this tab. The browser keeps it for all tabs, so that neither a reload nor a lost
 * connection loses it.
 */
const unsaved = new Map(Object.entries(keptDrafts()));
const saving = new Set<string>();
let timer: number | undefined;
let connectionId: string | undefined;

/** A draft of another device, for the composer of its room to take over. */
export const arrived = signal<Draft | undefined>(undefined);
/** Counts the changes, for whoever shows which rooms have a draft. */
export const draftChanges = signal(0);

function setUnsaved(roomId: string, content: string | undefined): void {
  const { [roomId]: _, ...others } = keptDrafts();
  const rest = Object.entries(others).slice(1 - mostUnsaved);
  if (content === undefined) unsaved.delete(roomId);
  else unsaved.set(roomId, content);
  keep("drafts", Object.fromEntries(content === undefined ? rest : [...rest, [roomId, content]]));
  draftChanges.value += 1;
}

/** What was begun in a room. `served`: as the page came with it. */
export const draftOf = (roomId: string, served: string) => unsaved.get(roomId) ?? saved.get(roomId) ?? served;

export const hasDraft = (roomId: string) => Boolean(unsaved.get(roomId) ?? saved.get(roomId));

async function put(roomId: string, content: string): Promise<void> {
  try {
    await request("PUT", `/api/rooms/${roomId}/draft`, { content, connectionId });
    saved.set(roomId, content.trim());
    if (unsaved.get(roomId) === content) setUnsaved(roomId, undefined);
  } catch (error) {
    // What the server will never take, such as of a room that one is no longer in, waits for nothing.
    if (error instanceof RequestFailure && !error.temporary) setUnsaved(roomId, undefined);
  }
}

/** One after another for a room, so that the last word counts. */
async function save(roomId: string): Promise<void> {
  if (saving.has(roomId)) return;
  saving.add(roomId);
  let tried: string | undefined;
  for (let next = unsaved.get(roomId); next !== undefined && next !== tried; next = unsaved.get(roomId)) {
    tried = next;
    if (excess(next) === 0) await put(roomId, next);
  }
  saving.delete(roomId);
}

/** Saves what is not saved yet: when one pauses, looks elsewhere, or is connected again. */
export function saveDrafts(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const roomId of unsaved.keys()) void save(roomId);
}

/** Something was written in a room, and not sent yet. */
export function draftWritten(roomId: string, content: string): void {
  setUnsaved(roomId, content);
  timer ??= setTimeout(saveDrafts, pauseMilliseconds);
}

/** What was written was sent: no device shows it as begun any more. */
export function draftSent(roomId: string): void {
  const nobodyKnows = !saved.get(roomId) && !saving.has(roomId);
  if (nobodyKnows && saved.has(roomId)) return setUnsaved(roomId, undefined);
  setUnsaved(roomId, "");
  void save(roomId);
}

/** Another device has written. What is written here and not saved yet is newer to who sits here. */
export function draftArrived(draft: Draft): void {
  saved.set(draft.roomId, draft.content);
  draftChanges.value += 1;
  if (!unsaved.has(draft.roomId)) arrived.value = draft;
}

/** What the page came with, unless more is known already. */
export function draftServed(roomId: string, content: string): void {
  if (!saved.has(roomId)) saved.set(roomId, content);
}

/** After a connection began: what other devices wrote meanwhile was not told. */
export async function connected(id: string): Promise<void> {
  connectionId = id;
  saveDrafts();
  const before = new Map(saved);
  const answer = await request("GET", "/api/drafts").catch(() => undefined);
  if (!answer) return;
  const { drafts } = answer as { drafts: Draft[] };
  const found = new Map(drafts.map(({ roomId, content }) => [roomId, content]));
  for (const roomId of new Set([...saved.keys(), ...found.keys()])) {
    const content = found.get(roomId) ?? "";
    // What was saved or told while this was on its way is newer.
    if (saving.has(roomId) || saved.get(roomId) !== before.get(roomId)) continue;
    if (saved.get(roomId) === content) continue;
    draftArrived({ roomId, content });
  }
}

/** What the browser may never come back to is saved before it goes. */
export function watchDrafts(): void {
  document.addEventListener("visibilitychange", () => document.hidden && saveDrafts());
  addEventListener("pagehide", saveDrafts);
}
