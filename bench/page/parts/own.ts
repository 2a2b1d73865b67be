import type { Sent } from "../seen.ts";
import { quantile } from "../line.ts";
import { composer } from "../rooms.ts";
import { settled } from "../stage.ts";
import type { Part } from "./part.ts";

const TIMES = 20;

/** From Enter until the message is in a frame. */
export const own: Part = {
  name: "own",
  async measure(stage) {
    await using visit = await stage.visit();
    const { page } = visit;
    await page.goto("/");
    await settled(page);
    const sent: Sent[] = [];
    for (let index = 0; index < TIMES; index += 1) {
      const text = `Said at once, ${index}.`;
      await composer(page).fill(text);
      const watch = page.evaluate<Sent>(`bench.ownMessage(${JSON.stringify(text)})`);
      await composer(page).press("Enter");
      sent.push(await watch);
    }
    const times = sent.map(({ milliseconds }) => milliseconds);
    const frames = Math.max(...sent.map((each) => each.frames));
    return [
      {
        what: "Own message: in this frame after Enter, at worst",
        value: frames,
        unit: "",
        most: 1,
        budget: true,
      },
      { what: "Own message: Enter to screen, p50", value: quantile(times, 0.5), unit: "ms" },
      { what: "Own message: Enter to screen, p95", value: quantile(times, 0.95), unit: "ms" },
    ];
  },
};
