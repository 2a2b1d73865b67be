import { expect, test } from "bun:test";
import data from "emojibase-data/en/data.json";
import { customNameOf, standardEmoji } from "./emoji.ts";

test("every emoji of the list is one, in all its skin tones", () => {
  const components = 2;
  const all = data.filter(({ group }) => group !== undefined && group !== components);
  const forms = all.flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)]);
  expect(forms.length).toBeGreaterThan(3000);
  expect(forms.filter((form) => standardEmoji(form) === undefined)).toEqual([]);
});

test("two ways to write an emoji are one emoji", () => {
  expect(standardEmoji("👍\ufe0f")).toBe("👍");
  expect(standardEmoji("❤")).toBe("❤\ufe0f");
  expect(standardEmoji("👍🏽")).toBe("👍🏽");
});

test("anything else is none", () => {
  for (const text of ["", "a", "1", "👍👍", "👍 ", ":tea:", "<b>", "\ufe0f", "🏽a"])
    expect(standardEmoji(text)).toBeUndefined();
});

test("a custom one is a name between colons", () => {
  expect(customNameOf(":party_parrot-2:")).toBe("party_parrot-2");
  for (const text of ["party", ":p:", ":Party:", ":a b:", "::", ":a:b:", `:${"x".repeat(41)}:`])
    expect(customNameOf(text)).toBeUndefined();
});
