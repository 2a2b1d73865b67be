import { describe, expect, test } from "bun:test";
import { Lanes } from "./lanes.ts";

type Job = { name: string; size: number; queuedAt: number };
const job = (name: string, size = 1, queuedAt = 0): Job => ({ name, size, queuedAt });
const filled = (lanes: Record<string, Job[]>) => {
  const all = new Lanes<Job>();
  for (const [lane, jobs] of Object.entries(lanes)) for (const each of jobs) all.push(lane, each);
  return all;
};
const names = (jobs: Job[]) => jobs.map(({ name }) => name);

describe("what waits in lanes", () => {
  test("is taken at once where one turn takes all", () => {
    const lanes = filled({ a: [job("a1"), job("a2")], b: [job("b1", 3)] });
    expect(names(lanes.take(10))).toEqual(["a1", "a2", "b1"]);
    expect(lanes.size).toBe(0);
    expect(lanes.take(10)).toEqual([]);
  });

  test("a crowded lane leaves the others their share, and takes what they leave", () => {
    const crowd = Array.from({ length: 20 }, (_, index) => job(`a${index}`));
    const lanes = filled({ a: crowd, b: [job("b0"), job("b1")], c: [job("c0")] });
    expect(names(lanes.take(9))).toEqual(["a0", "a1", "a2", "b0", "b1", "c0", "a3", "a4", "a5"]);
    expect(lanes.size).toBe(14);
    lanes.push("d", job("d0"));
    expect(names(lanes.take(4))).toContain("d0");
  });

  test("one lane alone does not fill a long turn", () => {
    const crowd = Array.from({ length: 20 }, (_, index) => job(`a${index}`));
    const lanes = filled({ a: crowd, b: [job("b0"), job("b1")] });
    expect(names(lanes.take(100, 5))).toEqual(["a0", "a1", "a2", "a3", "a4", "b0", "b1"]);
    expect(lanes.size).toBe(15);
  });

  test("every lane has its turn, also where there are more lanes than places", () => {
    const lanes = filled(
      Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}`, [job(`${n}`), job(`${n}'`)]])),
    );
    const first = [lanes.take(3), lanes.take(3), lanes.take(3)].flatMap(names);
    expect(new Set(first)).toEqual(new Set(["0", "1", "2", "3", "4", "5", "6", "7", "8"]));
  });

  test("a job that is larger than a turn has one to itself", () => {
    const lanes = filled({ a: [job("large", 50)], b: [job("b")] });
    expect(names(lanes.take(10))).toEqual(["large"]);
    expect(names(lanes.take(10))).toEqual(["b"]);
  });

  test("is given up by its age, the oldest first", () => {
    const lanes = filled({ a: [job("a", 1, 5), job("fresh", 1, 20)], b: [job("b", 1, 3)] });
    expect(lanes.waitingSince("a")).toBe(5);
    expect(names(lanes.takeOlder(10))).toEqual(["b", "a"]);
    expect(names(lanes.take(10))).toEqual(["fresh"]);
    expect(lanes.waitingSince("a")).toBeUndefined();
  });
});
