import { expect, test } from "bun:test";
import { excerptOf } from "./excerpt.ts";

test("marks of Markdown go, and what they mark stays, in one line", () => {
  const cases = [
    ["**bold**, *soft*, _soft_, ~~gone~~ and `code`", "bold, soft, soft, gone and code"],
    ["# A title\n\n- one\n- two\n1. three\n> said", "A title one two three said"],
    ["see [the plan](https://example.org/a_b) ![a cat](/cat.png)", "see the plan a cat"],
    ["```ts\nconst a = 1;\n```", "const a = 1;"],
    ["snake_case 2 * 3 * 4 and a*b", "snake_case 2 * 3 * 4 and a*b"],
    ["\u202Eevil\u2066 text\u0007", "evil text"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ];
  for (const [content = "", text] of cases) expect(excerptOf(content, 200)).toBe(text!);
});

test("a long text ends where it must, and never within a character", () => {
  expect(excerptOf("👩".repeat(10), 5)).toBe("👩👩👩👩…");
  expect(excerptOf("word ".repeat(100), 9)).toBe("word wor…");
  expect(excerptOf("**", 5)).toBe("");
});

test("no text makes it slow", () => {
  const from = performance.now();
  for (const part of ["[", "*", "_", "`", "![](", "> ", "~~~", "_a"]) excerptOf(part.repeat(5000), 200);
  expect(performance.now() - from).toBeLessThan(500);
});
