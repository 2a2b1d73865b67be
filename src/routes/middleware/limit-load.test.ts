import { expect, test } from "bun:test";
import { Places } from "./limit-load.ts";

test("places are for all, and one owner has only a part of them", () => {
  const places = new Places(3, 2);
  expect(["a", "a", "a", "b", "c"].map((owner) => places.take(owner))).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  places.leave("b");
  expect(places.take("a")).toBe(false);
  expect(places.take("c")).toBe(true);
  for (const owner of ["a", "a", "c"]) places.leave(owner);
  expect(places.take("b")).toBe(true);
});
