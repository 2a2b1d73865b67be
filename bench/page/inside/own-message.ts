import type { Sent } from "../seen.ts";
import { afterPaint } from "./after-paint.ts";

const LIMIT = 600;

const isShown = (text: string) => document.querySelector("#main")?.textContent.includes(text) === true;

async function untilShown(text: string, since: number): Promise<Sent> {
  for (let frames = 1; frames < LIMIT; frames += 1) {
    // oxlint-disable-next-line no-await-in-loop -- frames come one after the other
    await afterPaint();
    if (isShown(text)) return { milliseconds: performance.now() - since, frames };
  }
  throw new Error(`"${text}" was not shown`);
}

/** Waits for Enter, then counts the frames until the text is in one; a text field does not count as showing it. */
export function ownMessage(text: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    addEventListener("keydown", (event) => void untilShown(text, event.timeStamp).then(resolve, reject), {
      capture: true,
      once: true,
    });
  });
}
