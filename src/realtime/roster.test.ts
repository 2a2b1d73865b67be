import { expect, test } from "bun:test";
import { Roster } from "./roster.ts";

test("somebody is in a group as long as any node shows them there", () => {
  const roster = new Roster();
  roster.set("n1", "ann", ["a", "b"]);
  roster.set("n2", "ann", ["b"]);
  roster.delete("n1", "ann");
  expect([...roster.inGroup("a")]).toEqual([]);
  expect([...roster.inGroup("b")]).toEqual(["ann"]);
  expect(roster.has("ann")).toBe(true);
  roster.delete("n2", "ann");
  expect(roster.has("ann")).toBe(false);
  expect([...roster.inGroup("b")]).toEqual([]);
});

test("changing groups leaves those that are no longer named", () => {
  const roster = new Roster();
  roster.set("n1", "ann", ["a", "b"]);
  roster.set("n1", "ann", ["b", "c"]);
  expect([...roster.inGroup("a")]).toEqual([]);
  expect([...roster.inGroup("c")]).toEqual(["ann"]);
  roster.delete("n1", "ann");
  expect(roster.has("ann")).toBe(false);
});
