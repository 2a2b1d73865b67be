import type { Frames } from "../seen.ts";
import type { Line } from "../line.ts";
import { settled } from "../stage.ts";
import type { Part } from "./part.ts";

/** Pixels in all and a second: some two hundred messages, half a screen each tenth of a second. */
const DISTANCE = 20_000;
const SPEED = 4000;
/** Milliseconds: at 60 frames a second one takes 16.7. */
const DROPPED = 20;

function linesOf({ gaps, jumps, waited, messages }: Frames): Line[] {
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const farthest = Math.max(0, ...jumps.map(Math.abs));
  return [
    {
      what: "Scrolling upwards in 100,000 messages: frames",
      value: (gaps.length * 1000) / total,
      unit: "per second",
      least: 58,
    },
    {
      what: "The same: frames that took over 20 ms",
      value: gaps.filter((gap) => gap > DROPPED).length,
      unit: "frames",
    },
    { what: "The same: the longest frame", value: Math.max(...gaps), unit: "ms" },
    { what: "The same: jumps of the view", value: jumps.length, unit: "", most: 0, budget: true },
    { what: "The same: the farthest", value: farthest, unit: "pixels" },
    { what: "The same: still, waiting for older ones", value: waited, unit: "ms" },
    { what: "The same: messages in the page afterwards", value: messages, unit: "" },
  ];
}

/** By the wheel, without a pause, through what has to be fetched. */
export const scrolling: Part = {
  name: "scrolling",
  async measure(stage) {
    await using visit = await stage.visit();
    const { page, cdp } = visit;
    await page.goto(`/rooms/${stage.longRoom}`);
    await settled(page);
    const box = await page.locator("#scroller").boundingBox();
    if (!box) throw new Error("nothing to scroll");
    await page.evaluate(`bench.startFrames(${SPEED})`);
    await cdp.send("Input.synthesizeScrollGesture", {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: DISTANCE,
      speed: SPEED,
      gestureSourceType: "mouse",
    });
    return linesOf(await page.evaluate<Frames>("bench.stopFrames()"));
  },
};
