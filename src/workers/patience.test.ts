import { expect, test } from "bun:test";
import { Patience } from "./patience.ts";

test("the pauses grow while nothing holds, and then it is hopeless", () => {
  const patience = new Patience();
  const pauses = Array.from({ length: 6 }, () => patience.afterDeath(50));
  expect(pauses).toEqual([0, 100, 200, 400, 800, undefined]);
});

test("whoever served for a while may die as if for the first time", () => {
  const patience = new Patience();
  for (let deaths = 0; deaths < 20; deaths += 1) expect(patience.afterDeath(10_000)).toBe(0);
  expect(patience.afterDeath(0)).toBe(100);
});
