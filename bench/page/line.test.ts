import { expect, test } from "bun:test";
import { broken, isMet, type Line, quantile, renderLines } from "./line.ts";

const bytes: Line = { what: "JavaScript", value: 71, unit: "KB", most: 70, budget: true };
const paint: Line = { what: "First paint", value: 1200, unit: "ms", most: 1000, note: "the sheet waits" };
const frames: Line = { what: "Frames", value: 60, unit: "per second", least: 55 };

test("a goal is met up to and including its limit, whichever way it points", () => {
  expect(isMet({ ...bytes, value: 70 })).toBe(true);
  expect([bytes, paint, frames].map(isMet)).toEqual([false, false, true]);
});

test("only what does not depend on the machine breaks a check", () => {
  expect(broken([bytes, paint, frames])).toEqual([bytes]);
});

test("the table says what was promised, what is, and what to look at", () => {
  const text = renderLines([bytes, frames, paint]);
  expect(text).toMatch(/JavaScript +\| ≤ 70 KB +\| +71 KB \| missed/);
  expect(text).toMatch(/Frames +\| ≥ 55 per second +\| +60 per second \| +met/);
  expect(text).toContain("- First paint: the sheet waits");
});

test("of twenty values the ninety-fifth part is the last but one", () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([quantile(values, 0.5), quantile(values, 0.95), quantile([], 0.5)]).toEqual([10, 19, 0]);
});
