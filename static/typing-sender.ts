import { send } from "./live/connection.ts";

const everyMilliseconds = 3000;
let last: { roomId: string; at: number } | undefined;

/** Tells the room that one is typing, at most every three seconds. */
export function typed(roomId: string): void {
  if (last?.roomId === roomId && performance.now() - last.at < everyMilliseconds) return;
  if (send({ type: "typing_start", roomId })) last = { roomId, at: performance.now() };
}

/** Sent, or thought better of. */
export function typedNothing(roomId: string): void {
  if (last?.roomId === roomId) send({ type: "typing_stop", roomId });
  last = undefined;
}
