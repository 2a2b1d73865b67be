import { expect, test } from "bun:test";
import { match } from "./match.ts";

const best = (query: string, titles: string[]) =>
  titles
    .map((title) => ({ title, score: match(query, title)?.score ?? -1 }))
    .filter(({ score }) => score >= 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ title }) => title);

test("the beginning of a title is better than that of a word, and that better than its middle", () => {
  expect(best("des", ["Codes", "Web design", "Design"])).toEqual(["Design", "Web design", "Codes"]);
});

test("letters may have others between them, best where they begin words", () => {
  expect(best("lg", ["Lounging", "Launch group", "Kitchen"])).toEqual(["Launch group", "Lounging"]);
});

test("neither accents nor capitals make a difference, and the letters that match are known", () => {
  expect(best("ines", ["Inês Duarte"])).toEqual(["Inês Duarte"]);
  expect([...(match("du", "Inês Duarte")?.marked ?? [])]).toEqual([5, 6]);
  expect([...(match("id", "Inês Duarte")?.marked ?? [])]).toEqual([0, 5]);
});

test("whatever lacks a letter is no answer, and nothing typed is answered by all", () => {
  expect(match("xyz", "Design")).toBeUndefined();
  expect(match("  ", "Design")).toEqual({ score: 0, marked: new Set() });
});
