import { currentRoomId, numberOf, roomLinks, roomPane } from "../page.ts";
import { clearTyping } from "../room/typing.ts";
import { send } from "./connection.ts";
import { Revisions } from "./revisions.ts";

/** Up to where every room is known. */
export const revisions = new Revisions();
/** Rooms whose missing changes were asked for: until they have come, each further change would ask again. */
const awaited = new Set<string>();

function resume(rooms: Record<string, number>): void {
  if (Object.keys(rooms).length === 0 || !send({ type: "resume", rooms })) return;
  for (const roomId of Object.keys(rooms)) awaited.add(roomId);
}

/** After a reconnect: what was missed, of all rooms. */
export function resumeAll(): void {
  awaited.clear();
  resume(revisions.all());
}

export function askFor(roomId: string): void {
  if (!awaited.has(roomId)) resume({ [roomId]: revisions.get(roomId) ?? 0 });
}

/** The changes have come, each of them with its own revision; or the room is not to be had any more. */
export function answered(roomIds: string[]): void {
  for (const roomId of roomIds) awaited.delete(roomId);
}

let shown: HTMLElement | null = null;

/**
 * Takes over the revisions of a page that was put in. The room on show counts as the page shows it, even where more was
 * known before: what came between its making and its arrival is asked for again.
 */
export function adoptRevisions(): void {
  const pane = roomPane();
  const listed = new Set<string>();
  for (const { dataset } of roomLinks()) {
    const roomId = dataset.roomId ?? "";
    listed.add(roomId);
    if (roomId !== pane?.dataset.roomId) revisions.raise(roomId, numberOf(dataset.revision));
  }
  revisions.keepOnly(listed);
  if (pane && pane !== shown) adoptRoom(pane);
  shown = pane;
}

function adoptRoom({ dataset }: HTMLElement): void {
  const { roomId = "", revision } = dataset;
  clearTyping();
  revisions.set(roomId, numberOf(revision));
  resume({ [roomId]: numberOf(revision) });
}

/** Up to where the room was known when older messages were asked for. */
let askedAt: number | undefined;

export function historyRequested(): void {
  askedAt = revisions.get(currentRoomId() ?? "");
}

/**
 * What changed while older messages were on their way could not be shown, and may not be in them: it is asked for again.
 * Showing a change twice does no harm.
 */
export function historyArrived(): void {
  const roomId = currentRoomId();
  if (!roomId || askedAt === undefined || askedAt === revisions.get(roomId)) return;
  revisions.set(roomId, askedAt);
  resume({ [roomId]: askedAt });
}
