import { expect, test } from "bun:test";
import { format } from "./format.ts";
import { tongues } from "./index.ts";
import { pseudo } from "./pseudo.ts";

const unread = { one: "{count} unread message", other: "{count} unread messages" };

test("a count chooses the plural form, and is written as the language writes numbers", () => {
  expect(format("en", unread, { count: 1 })).toBe("1 unread message");
  expect(format("en", unread, { count: 1200 })).toBe("1,200 unread messages");
  expect(format("de", unread, { count: 1200 })).toBe("1.200 unread messages");
});

test("a value is put in as it is, and one that is missing is seen to be", () => {
  expect(format("en", "{name} is typing", { name: "$& {x}" })).toBe("$& {x} is typing");
  expect(format("en", "{name} is typing")).toBe("{name} is typing");
});

test("the pseudo language keeps what is put in and changes all else", () => {
  const { greeting, count } = pseudo({ greeting: "Hello {name}", count: unread });
  expect(greeting).toBe("⟦Héłłó {name}~~~~⟧");
  expect(format("en", count, { count: 2 })).toStartWith("⟦2 ");
});

/** The names that a text has places for, in any of its forms. */
function placesOf(message: unknown): string[] {
  return [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].toSorted();
}

test("every language has a place for the same values in the same texts", () => {
  const places = (words: object) =>
    Object.entries(words).map(([key, message]) => [key, ...placesOf(message)]);
  expect(places(tongues.de.words).toSorted()).toEqual(places(tongues.en.words).toSorted());
});

const used = new Bun.Glob("{views,static,src}/**/*.{ts,tsx}");

test("every text is shown somewhere", async () => {
  const sources = await Promise.all([...used.scanSync()].map((path) => Bun.file(path).text()));
  const all = sources.join("\n");
  const unused = Object.keys(tongues.en.words).filter((key) => !all.includes(`"${key}"`));
  expect(unused.filter((key) => !key.startsWith("common."))).toEqual([]);
});
