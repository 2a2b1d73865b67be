import { expect, test } from "bun:test";
import { Admission } from "./admission.ts";

const here = () => false;
const come = (admission: Admission, count: number, gone = here) =>
  Array.from({ length: count }, () => admission.turn(gone));

test("whoever comes alone passes at once", async () => {
  const admission = new Admission();
  expect(await admission.turn(here)).toBe(true);
  expect(admission.waiting).toBe(0);
  admission.close();
});

test("who come together are let in a few at a time, in the order in which they came", async () => {
  const admission = new Admission();
  const order: number[] = [];
  const all = come(admission, 200).map((turn, index) => turn.then(() => order.push(index)));
  expect(admission.waiting).toBeGreaterThan(150);
  await Promise.all(all);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).toHaveLength(200);
  admission.close();
});

test("who went away meanwhile takes nobody's place", async () => {
  const admission = new Admission();
  let turns = 0;
  const leave = () => true;
  void come(admission, 100);
  void come(admission, 10_000, leave);
  const last = admission.turn(here).then(() => (turns += 1));
  await last;
  expect(turns).toBe(1);
  expect(admission.waiting).toBe(0);
  admission.close();
});

test("who would wait too long is told to come back later", async () => {
  const admission = new Admission(0);
  const verdicts = await Promise.all(come(admission, 100));
  expect(verdicts.filter((admitted) => !admitted).length).toBeGreaterThan(50);
  admission.close();
});

test("a crowd beyond all bounds is not kept waiting at all", async () => {
  const admission = new Admission();
  const waiting = come(admission, 30_000);
  expect(admission.full).toBe(true);
  expect(await waiting.at(-1)).toBe(false);
  admission.close();
  expect((await Promise.all(waiting)).filter(Boolean).length).toBeLessThan(100);
});
