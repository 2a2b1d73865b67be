import { expect, test } from "bun:test";
import type { Emoji } from "../../src/lib/contract/emoji.ts";
import { rank, replaceShortcodes } from "./emoji-names.ts";

const tea: Emoji = ["🍵", "teacup without handle", 4, "tea", "beverage cup drink"];
const replace = (text: string) => replaceShortcodes(text, (code) => (code === "tea" ? "🍵" : undefined));

test("a short code becomes its emoji, and what is none stays as it is", () => {
  expect(replace("a :tea: for (:tea:)")).toBe("a 🍵 for (🍵)");
  expect(replace(":coffee: at 10:30:45")).toBe(":coffee: at 10:30:45");
  expect(replace("https://tea.example/:tea:/")).toBe("https://tea.example/:tea:/");
});

test("code is left alone", () => {
  expect(replace("`:tea:` :tea:")).toBe("`:tea:` 🍵");
  expect(replace("```\n:tea:\n```\n:tea:")).toBe("```\n:tea:\n```\n🍵");
});

test("the nearer the name, the better the fit", () => {
  const order = ["tea", "te", "handle", "drink", "ithout", "coffee"].map((query) => rank(tea, query));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order.at(-1)).toBe(Number.POSITIVE_INFINITY);
});
