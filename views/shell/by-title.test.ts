import { expect, test } from "bun:test";
import { inOrder } from "./by-title.ts";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const titles = ["Room 10", "room 9", "Zebra", "ábc", "abc", "ABD", "room 9", "Émile", "", "日本", "Room 9"];

test("rooms stand by title as people count and spell, also when some came, went or moved", () => {
  const rooms = titles.map((title, index) => ({ title, index }));
  const sorted = (some: typeof rooms) => some.toSorted((a, b) => collator.compare(a.title, b.title));
  for (const some of [
    rooms.slice(0, 6),
    rooms.slice(0, 6).toReversed(),
    rooms.slice(2, 5),
    [],
    rooms,
    rooms.toReversed(),
    [...rooms, { title: "Newest", index: 99 }],
  ])
    expect(inOrder("somebody", some)).toEqual(sorted(some));
});
