import { currentRoomId } from "../page.ts";

/** Changes that come close upon each other are looked at once: milliseconds. */
const gatherMilliseconds = 100;

let timer: number | undefined;

/** A room was set otherwise, or somebody may do more or less in it: what stands around its messages is fetched anew. */
export function roomChanged(roomId: string): void {
  if (roomId !== currentRoomId()) return;
  timer ??= setTimeout(() => {
    timer = undefined;
    void import("../lazy/room-frame.ts").then(({ refreshFrame }) => refreshFrame(roomId));
  }, gatherMilliseconds);
}
