/** How soon everyone holds everything again. The bounds are the promised ones; `bun bench/recovery.ts` prints the figures. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Crowd, quantile } from "./recovery.ts";

setDefaultTimeout(60_000);

/** Milliseconds, for 99 of 100. Where nothing says that a node is gone, the balancer needs its check's 700 to find out. */
const NODE_DIED = 2000;
const NODE_FROZE = NODE_DIED + 700;
/** Milliseconds, for everyone. */
const REDIS_SILENT = 5000;

test("a node dies, another one freezes: its people hold everything again within two seconds", async () => {
  await using crowd = await Crowd.gather(200, 6);
  const died = await crowd.kill(0);
  expect(died.away.length).toBeGreaterThan(30);
  expect(quantile([...died.away, ...died.behind], 0.99)).toBeLessThan(NODE_DIED);
  const froze = await crowd.freeze(1);
  expect(froze.away.length).toBeGreaterThan(30);
  expect(quantile([...froze.away, ...froze.behind], 0.99)).toBeLessThan(NODE_FROZE);
  await crowd.expectHeld();
});

test("Redis falls silent: nobody is kicked, and everyone holds everything within five seconds", async () => {
  await using crowd = await Crowd.gather(60, 1);
  const { away, behind } = await crowd.silence();
  expect(away).toEqual([]);
  expect(behind.length).toBeGreaterThan(0);
  expect(Math.max(...behind)).toBeLessThan(REDIS_SILENT);
  await crowd.expectHeld();
});
