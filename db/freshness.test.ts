import { expect, test } from "bun:test";
import { Freshness } from "./freshness.ts";

test("before its first sync a replica may answer nothing", () => {
  expect(new Freshness().covers([])).toBe(false);
});

test("a scope that changed is stale until a sync that began after the change", () => {
  const freshness = new Freshness();
  freshness.synced(100);
  freshness.changed("room:a", 200);
  expect(freshness.covers(["room:a"])).toBe(false);
  expect(freshness.covers(["room:b"])).toBe(true);
  freshness.synced(200);
  expect(freshness.covers(["room:a"])).toBe(false);
  freshness.synced(201);
  expect(freshness.covers(["room:a"])).toBe(true);
});

test("with too many changes to remember, everything counts as stale until the next sync", () => {
  const freshness = new Freshness();
  freshness.synced(100);
  for (let index = 0; index <= 10_000; index += 1) freshness.changed(`room:${index}`, 200);
  expect(freshness.covers(["user:never-named"])).toBe(false);
  freshness.synced(300);
  expect(freshness.covers(["user:never-named", "room:7"])).toBe(true);
});
