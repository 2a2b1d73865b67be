import { describe, expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { type Change, type Fetched, Sequencer, type Told } from "./sequencer.ts";

type Value = { id: string; text: string };

function start(
  fetch: (after: number) => Promise<Fetched<Value>> = () => Promise.reject(new Error("not expected")),
) {
  const left: Told<Value>[] = [];
  let resets = 0;
  const sequencer = new Sequencer<Value>({
    publish: (_, change) => left.push(change),
    publishReset: () => (resets += 1),
    fetch: (_, after) => fetch(after),
    key: ({ id }) => id,
  });
  sequencer.track("t");
  return { sequencer, left, resets: () => resets, revisions: () => left.map(({ revision }) => revision) };
}

const change = (
  revision: number,
  after = revision - 1,
  id = `m${revision}`,
  born = id === `m${revision}` ? revision : 0,
): Change<Value> => ({
  revision,
  after,
  born,
  value: { id, text: String(revision) },
});

test("changes leave in the order of their revision, each once", () => {
  const { sequencer, revisions } = start();
  sequencer.open("t", 0);
  for (const revision of [2, 1, 2, 4, 1, 3, 4]) sequencer.offer("t", change(revision));
  expect(revisions()).toEqual([1, 2, 3, 4]);
  sequencer.close("t");
});

test("what is heard before it is known where the topic stands waits", () => {
  const { sequencer, revisions } = start();
  sequencer.offer("t", change(4));
  sequencer.offer("t", change(6));
  sequencer.offer("t", change(5));
  expect(revisions()).toEqual([]);
  sequencer.open("t", 4);
  expect(revisions()).toEqual([5, 6]);
});

test("a missing change is fetched, and what waited for it follows", async () => {
  const { sequencer, left, revisions } = start((after) =>
    Promise.resolve({ changes: [change(2, after), change(3)], revision: 3, reset: false }),
  );
  sequencer.open("t", 1);
  sequencer.offer("t", change(4));
  await waitFor(() => left.length === 3);
  expect(revisions()).toEqual([2, 3, 4]);
});

test("present states stand for the changes that they replaced", async () => {
  const { sequencer, left } = start(() =>
    Promise.resolve({ changes: [change(5, 1)], revision: 5, reset: false }),
  );
  sequencer.open("t", 1);
  await sequencer.check("t", 5);
  sequencer.offer("t", change(4));
  sequencer.offer("t", change(6));
  expect(left.map(({ revision, after }) => [revision, after])).toEqual([
    [5, 1],
    [6, 5],
  ]);
});

test("what was seen while it was fetched is not new a second time", async () => {
  const { promise, resolve } = Promise.withResolvers<Fetched<Value>>();
  const { sequencer, left } = start(() => promise);
  sequencer.open("t", 0);
  const filled = sequencer.fill("t");
  sequencer.offer("t", change(1));
  // Present states, as of after 1: the same thing has changed since, and another one was made.
  resolve({ changes: [change(3, 2, "m1", 1), change(4)], revision: 4, reset: false });
  await filled;
  expect(left.map(({ value, isNew }) => [value.id, isNew])).toEqual([
    ["m1", true],
    ["m1", false],
    ["m4", true],
  ]);
  expect(sequencer.since("t", 1)?.map(({ isNew }) => isNew)).toEqual([false, true]);
});

test("a fetch that fails is tried again", async () => {
  let tries = 0;
  const { sequencer, left } = start(() =>
    ++tries < 2
      ? Promise.reject(new Error("gone"))
      : Promise.resolve({ changes: [change(1)], revision: 1, reset: false }),
  );
  sequencer.open("t", 0);
  await sequencer.check("t", 1);
  await waitFor(() => left.length === 1);
  expect(tries).toBe(2);
});

test("where too much was missed the listeners are told to load afresh", async () => {
  const { sequencer, resets, revisions } = start(() =>
    Promise.resolve({ changes: [], revision: 5000, reset: true }),
  );
  sequencer.open("t", 1);
  await sequencer.check("t", 5000);
  sequencer.offer("t", change(5001));
  expect(resets()).toBe(1);
  expect(revisions()).toEqual([5001]);
});

test("a fetch that found too much does not step back behind what has come meanwhile", async () => {
  const { promise, resolve } = Promise.withResolvers<Fetched<Value>>();
  const { sequencer, resets, revisions } = start(() => promise);
  sequencer.open("t", 0);
  const filled = sequencer.fill("t");
  for (const revision of [1, 2, 3]) sequencer.offer("t", change(revision));
  resolve({ changes: [], revision: 2, reset: true });
  await filled;
  sequencer.offer("t", change(3));
  expect(resets()).toBe(0);
  expect(revisions()).toEqual([1, 2, 3]);
});

test("those who come back get present states: the later of two changes stands for both", () => {
  const { sequencer } = start();
  sequencer.open("t", 0);
  for (const next of [change(1), change(2), change(3, 2, "m1"), change(4)]) sequencer.offer("t", next);
  expect(sequencer.since("t", 0)).toEqual([
    { revision: 2, after: 0, isNew: true, value: { id: "m2", text: "2" } },
    { revision: 3, after: 2, isNew: true, value: { id: "m1", text: "3" } },
    { revision: 4, after: 3, isNew: true, value: { id: "m4", text: "4" } },
  ]);
  expect(sequencer.since("t", 4)).toEqual([]);
});

test("memory does not reach back for ever", () => {
  const { sequencer } = start();
  sequencer.open("t", 0);
  for (let revision = 1; revision <= 1000; revision += 1) sequencer.offer("t", change(revision));
  expect(sequencer.since("t", 1)).toBeUndefined();
  expect(sequencer.since("t", 995)).toHaveLength(5);
});

describe("memory", () => {
  const stored = (...changes: Change<Value>[]) => ({
    changes,
    revision: changes.at(-1)?.revision ?? 0,
    reset: false,
  });

  test("reaches back as far as the database says, by one look for all who ask", async () => {
    const asked: number[] = [];
    const { sequencer } = start((after) => {
      asked.push(after);
      return Promise.resolve(stored(change(2), change(4, 3, "m1", 1), change(5)));
    });
    sequencer.open("t", 5);
    expect(sequencer.since("t", 3)).toBeUndefined();
    expect(await Promise.all([3, 0, 4].map((revision) => sequencer.recall("t", revision)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(asked).toEqual([0]);
    expect(sequencer.since("t", 3)?.map(({ revision, after }) => [revision, after])).toEqual([
      [4, 3],
      [5, 4],
    ]);
    // Who held nothing learns of the edited message as of a new one.
    expect(sequencer.since("t", 0)?.map(({ revision, isNew }) => [revision, isNew])).toEqual([
      [2, true],
      [4, true],
      [5, true],
    ]);
  });

  test("knows what is new of what was edited since it left", async () => {
    const { sequencer } = start(() => Promise.resolve(stored(change(2), change(3, 2, "m1", 1))));
    sequencer.open("t", 2);
    sequencer.offer("t", { ...change(3, 2, "m1"), born: 0 });
    expect(await sequencer.recall("t", 0)).toBe(true);
    expect(sequencer.since("t", 0)?.map(({ revision, isNew }) => [revision, isNew])).toEqual([
      [2, true],
      [3, true],
    ]);
    expect(sequencer.since("t", 1)?.map(({ revision, isNew }) => [revision, isNew])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  test("is not filled with what has not left yet", async () => {
    const { sequencer, revisions } = start((after) =>
      Promise.resolve(
        stored(...[change(1), change(2), change(3)].filter(({ revision }) => revision > after)),
      ),
    );
    sequencer.open("t", 2);
    expect(await sequencer.recall("t", 1)).toBe(true);
    expect(revisions()).toEqual([3]);
    expect(sequencer.since("t", 1)?.map(({ revision }) => revision)).toEqual([2, 3]);
  });

  test("does not claim to reach whoever has heard more on another node", async () => {
    const { sequencer } = start();
    sequencer.open("t", 5);
    expect(await sequencer.recall("t", 6)).toBe(false);
    expect(await sequencer.recall("t", 5)).toBe(true);
  });

  test("has no hole where more left during the look than memory holds", async () => {
    const { promise, resolve } = Promise.withResolvers<Fetched<Value>>();
    const { sequencer } = start(() => promise);
    sequencer.open("t", 10);
    const recalled = sequencer.recall("t", 5);
    for (let revision = 11; revision <= 400; revision += 1) sequencer.offer("t", change(revision));
    resolve(stored(...Array.from({ length: 10 }, (_, index) => change(index + 1))));
    expect(await recalled).toBe(false);
    expect(sequencer.since("t", 5)).toBeUndefined();
  });

  test("does not go back to where few have been", async () => {
    const { sequencer } = start();
    sequencer.open("t", 1000);
    expect(await sequencer.recall("t", 1)).toBe(false);
  });
});
