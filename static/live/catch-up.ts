import { currentRoomId, numberOf, roomLinks, roomPane } from "../page.ts";
import { clearTyping } from "../room/typing.ts";
import { send } from "./connection.ts";
import { Resumption } from "./resumption.ts";

export const resumption = new Resumption(send);
export const { revisions } = resumption;

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
  resumption.resume({ [roomId]: numberOf(revision) });
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
  resumption.resume({ [roomId]: askedAt });
}
