import { expect, test } from "bun:test";
import { Revisions } from "./revisions.ts";

const held = (revision: number) => {
  const revisions = new Revisions();
  revisions.set("room", revision);
  return (after: number, next: number) => revisions.judge({ roomId: "room", after, revision: next });
};

test("takes the next change, and one that fills a hole it overlaps", () => {
  expect(held(7)(7, 8)).toBe("take");
  expect(held(7)(3, 9)).toBe("take");
});

test("passes over what it already holds", () => {
  expect(held(7)(6, 7)).toBe("old");
  expect(held(7)(1, 2)).toBe("old");
});

test("knows that it missed something", () => {
  expect(held(7)(8, 9)).toBe("gap");
});

test("knows nothing of a room it was never shown, or that is gone", () => {
  const revisions = new Revisions();
  revisions.set("room", 3);
  revisions.keepOnly(new Set());
  expect(revisions.judge({ roomId: "room", after: 3, revision: 4 })).toBe("unknown");
});

test("follows the page down when an older state is shown, and otherwise only rises", () => {
  const revisions = new Revisions();
  revisions.set("room", 9);
  revisions.raise("room", 4);
  expect(revisions.get("room")).toBe(9);
  revisions.set("room", 4);
  expect(revisions.all()).toEqual({ room: 4 });
});
