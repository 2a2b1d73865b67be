import { expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { gather } from "./gather.ts";

test("look-ups of one turn are one load, and each gets its own answer", async () => {
  const loads: string[][] = [];
  const load = gather((keys) => {
    loads.push(keys);
    return Promise.resolve(
      new Map(keys.filter((key) => key !== "nobody").map((key) => [key, key.toUpperCase()])),
    );
  });
  expect(await Promise.all([load("a"), load("b"), load("a"), load("nobody")])).toEqual([
    "A",
    "B",
    "A",
    undefined,
  ]);
  expect(loads).toEqual([["a", "b", "nobody"]]);
});

test("a crowd is loaded in parts", async () => {
  const sizes: number[] = [];
  const load = gather((keys) => {
    sizes.push(keys.length);
    return Promise.resolve(new Map(keys.map((key) => [key, key])));
  });
  const keys = Array.from({ length: 1200 }, (_, index) => String(index));
  expect(await Promise.all(keys.map(load))).toEqual(keys);
  expect(sizes).toEqual([500, 500, 200]);
});

test("a load that fails fails those who waited for it, and nobody after", async () => {
  let fails = true;
  const load = gather((keys) =>
    fails ? Promise.reject(new Error("gone")) : Promise.resolve(new Map(keys.map((key) => [key, key]))),
  );
  expect(await load("a").catch((error: Error) => error.message)).toBe("gone");
  fails = false;
  expect(await load("a")).toBe("a");
});

test("who comes while others are looked up waits for that answer, and is asked for with all who came meanwhile", async () => {
  const loads: string[][] = [];
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const load = gather(async (keys) => {
    loads.push(keys);
    if (loads.length === 1) await answered;
    return new Map(keys.map((key) => [key, key]));
  });
  const first = load("a");
  await waitFor(() => loads.length === 1);
  const later = [load("b"), load("c")];
  answer();
  expect(await Promise.all([first, ...later])).toEqual(["a", "b", "c"]);
  expect(loads).toEqual([["a"], ["b", "c"]]);
});

test("an answer that is long in coming holds nobody up", async () => {
  const load = gather((keys) =>
    keys.includes("slow")
      ? new Promise<Map<string, string>>(() => undefined)
      : Promise.resolve(new Map([["b", "b"]])),
  );
  void load("slow");
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(await load("b")).toBe("b");
});
