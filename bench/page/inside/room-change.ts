import { afterPaint } from "./after-paint.ts";

const LIMIT = 600;

const isShown = (roomId: string) =>
  document.querySelector(`#main[data-room-id="${CSS.escape(roomId)}"] [data-sequence]`) !== null;

async function untilShown(roomId: string, since: number): Promise<number> {
  for (let frames = 0; frames < LIMIT; frames += 1) {
    // oxlint-disable-next-line no-await-in-loop -- frames come one after the other
    await afterPaint();
    if (isShown(roomId)) return performance.now() - since;
  }
  throw new Error("the room was not shown");
}

/** Waits for a click, then tells the milliseconds until the room's messages are painted. */
export function roomChange(roomId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    addEventListener("click", (event) => void untilShown(roomId, event.timeStamp).then(resolve, reject), {
      capture: true,
      once: true,
    });
  });
}
