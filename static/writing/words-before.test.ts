import { expect, test } from "bun:test";
import { wordBefore } from "./words-before.ts";

const found = (text: string) => {
  const word = wordBefore(text, text.length);
  return word && `${word.kind}${word.query} ${word.from}`;
};

test("a person, a room or an emoji that is being written is found", () => {
  expect(found("hello @ma")).toBe("@ma 6");
  expect(found("@")).toBe("@ 0");
  expect(found("see (#gen")).toBe("#gen 5");
  expect(found("nice :smi")).toBe(":smi 5");
  expect(found("hallo @jör")).toBe("@jör 6");
});

test("what only looks like one is not", () => {
  expect(found("mail maya@wisp")).toBeUndefined();
  expect(found("at 10:30")).toBeUndefined();
  expect(found("so :s")).toBeUndefined();
  expect(found("@maya ")).toBeUndefined();
  expect(found("https://wisp")).toBeUndefined();
});
