import { expect, test } from "bun:test";
import fc from "fast-check";
import { mentionsIn } from "./mentions.ts";
import { quote } from "./quote.ts";

const url = "https://wisp.test/rooms/1?at=2#message-3";

test("a quote stands under the name of who said it, and below the comment", () => {
  expect(quote({ content: "one\ntwo", name: "Ada", url }, "look:", 5000)).toBe(
    `look:\n\n> **[Ada](${url})**\n> one\n> two`,
  );
});

test("a name that looks like Markdown is a name", () => {
  expect(quote({ content: "x", name: "[a](b) *c*", url }, "", 5000)).toStartWith(
    String.raw`> **[\[a\]\(b\) \*c\*](`,
  );
});

test("nobody who is named in it is called again, and it never is too long", () => {
  const parts = fc.constantFrom("@room", "@maya ", "`@here`", "\n", "> ", "```", "😀", "text ", "[a](b)");
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 300 }),
      fc.integer({ min: 200, max: 900 }),
      (content, length) => {
        const quoted = quote({ content: content.join(""), name: "Ada @grace", url }, "", length);
        expect(mentionsIn(quoted)).toEqual([]);
        expect([...quoted].length).toBeLessThanOrEqual(length);
      },
    ),
  );
});

test("of many short lines stands what fits, and of what fits all", () => {
  const cut = quote({ content: "a\n".repeat(2499), name: "Ada", url }, "", 5000);
  expect(cut.length).toBeWithin(4990, 5001);
  expect(cut).toEndWith("> a\n> a…");
  const content = "a\n".repeat(1200) + "end";
  expect(quote({ content, name: "Ada", url }, "", 5000)).toEndWith("> a\n> end");
});
