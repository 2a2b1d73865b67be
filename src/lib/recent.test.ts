import { afterEach, beforeEach, expect, spyOn, test } from "bun:test";
import { Recent } from "./recent.ts";

let now = 0;
let clock: ReturnType<typeof spyOn>;
beforeEach(() => {
  now = 0;
  clock = spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => clock.mockRestore());

test("the newest are remembered, and no more than allowed", () => {
  const recent = new Recent<number>({ max: 10 });
  for (let index = 0; index < 1000; index += 1) recent.set(`k${index}`, index);
  const kept = [...recent.entries()].length;
  expect(kept).toBeLessThanOrEqual(10);
  for (const index of [995, 999]) expect(recent.get(`k${index}`)).toBe(index);
  expect(recent.get("k900")).toBeUndefined();
});

test("what is set again is known by its new value only", () => {
  const recent = new Recent<number>({ max: 4 });
  for (const [key, value] of [["a", 1] as const, ["b", 1] as const, ["c", 1] as const, ["a", 2] as const])
    recent.set(key, value);
  expect(recent.get("a")).toBe(2);
  recent.delete("a");
  expect(recent.get("a")).toBeUndefined();
  recent.clear();
  expect([...recent.entries()]).toEqual([]);
});

test("nothing is kept beyond its age, however often it is asked for or how long nobody asks", () => {
  for (const step of [1, 30, 99, 100, 1000]) {
    const recent = new Recent<string>({ max: 100, maxAge: 100 });
    recent.set("a", "old");
    const set = now;
    while (now - set < 49) {
      expect(recent.get("a")).toBe("old");
      now += Math.min(step, 49 - (now - set));
    }
    while (now - set <= 100) now += step;
    expect(recent.get("a")).toBeUndefined();
  }
});
