import { expect, test } from "bun:test";
import { faultKinds } from "./kinds.ts";
import { planOf } from "./plan.ts";

test("a seed has one plan, another seed another, and each has as many faults as were asked for", () => {
  expect(planOf(7, 10)).toEqual(planOf(7, 10));
  expect(planOf(7, 10)).not.toEqual(planOf(8, 10));
  for (let seed = 0; seed < 50; seed += 1)
    expect(planOf(seed, 10).reduce((sum, { faults }) => sum + faults.length, 0)).toBe(10);
});

test("a thousand faults are of every kind, alone and in pairs, and last as long as their kind allows", () => {
  const steps = Array.from({ length: 100 }, (_, seed) => planOf(seed, 10)).flat();
  const kindsOf = (size: number) =>
    steps
      .filter(({ faults }) => faults.length === size)
      .flatMap(({ faults }) => faults.map(({ kind }) => kind));
  const every = Object.keys(faultKinds).toSorted();
  expect([...new Set<string>(kindsOf(1))].toSorted()).toEqual(every);
  expect([...new Set<string>(kindsOf(2))].toSorted()).toEqual(every);
  for (const { kind, target, milliseconds } of steps.flatMap(({ faults }) => faults)) {
    const { targets, milliseconds: limits } = faultKinds[kind];
    expect(target).toBeLessThan(targets);
    expect(milliseconds).toBeWithin(limits[0], limits[1] + 1);
  }
});
