import { expect, test } from "bun:test";
import { Gatherings } from "./gatherings.ts";

test("answers go to those who asked, and nobody waits for one who never answers", async () => {
  const gatherings = new Gatherings();
  const answering = (text: string) => (id: number) => gatherings.answer(id, text);
  const both = gatherings.of([answering("a"), answering("b")]);
  const one = gatherings.of([answering("c"), () => undefined]);
  expect(await both).toEqual(["a", "b"]);
  expect(await one).toEqual(["c"]);
  expect(await gatherings.of([])).toEqual([]);
});
