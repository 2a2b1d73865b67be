import { expect, test } from "bun:test";
import { Freshness } from "./freshness.ts";

test("before its first sync a replica may answer nothing", () => {
  expect(new Freshness().covers([])).toBe(false);
});

test("a scope that changed is stale until a sync that began after the change", () => {
  const freshness = new Freshness();
  freshness.synced(0);
  const change = freshness.changed("room:a");
  expect(freshness.covers(["room:a"])).toBe(false);
  expect(freshness.covers(["room:b"])).toBe(true);
  freshness.synced(change - 1);
  expect(freshness.covers(["room:a"])).toBe(false);
  freshness.synced(change);
  expect(freshness.covers(["room:a"])).toBe(true);
});

test("with too many changes to remember, everything counts as stale until the next sync", () => {
  const freshness = new Freshness();
  freshness.synced(0);
  let last = 0;
  for (let index = 0; index <= 10_000; index += 1) last = freshness.changed(`room:${index}`);
  expect(freshness.covers(["user:never-named"])).toBe(false);
  freshness.synced(last);
  expect(freshness.covers(["user:never-named", "room:7"])).toBe(true);
});
