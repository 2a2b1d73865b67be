import { expect, test } from "bun:test";
import { watchLoop } from "./loop-watch.ts";
import { createMetrics } from "./metrics.ts";

const stallOf = async ({ registry }: ReturnType<typeof createMetrics>) => {
  const text = await registry.getSingleMetricAsString("wisp_event_loop_stall_seconds");
  return Number(text.trim().split(" ").at(-1));
};

test("tells the longest time for which the loop was held, once", async () => {
  const metrics = createMetrics({});
  const unwatch = watchLoop(metrics);
  await Bun.sleep(50);
  const begun = process.cpuUsage();
  while (process.cpuUsage(begun).user < 110_000) Math.random();
  await Bun.sleep(50);
  // Work, and not waiting for a core, so a busy machine makes it less and never more.
  expect(await stallOf(metrics)).toBeGreaterThan(0.02);
  expect(await stallOf(metrics)).toBeLessThan(0.12);
  unwatch();
});
