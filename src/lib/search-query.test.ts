import { Database } from "bun:sqlite";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { parameters } from "../../test/property/parameters.ts";
import { documentOf, matchOf } from "./search-match.ts";
import { readQuery } from "./search-query.ts";
import { snippetOf } from "./search-snippet.ts";
import { wordsOf } from "./search-words.ts";

const ZONE = "Europe/Berlin";
const read = (text: string) => readQuery(text, ZONE, Date.parse("2026-11-21T12:00:00Z"));
const words = (text: string) => [...wordsOf(text)].map((word) => word.text).join(" ");
/** As the migration makes it. */
function emptyIndex(): Database {
  const index = new Database(":memory:");
  const migration = readFileSync(join(import.meta.dir, "../../db/migrations/0006_search.sql"), "utf8");
  index.run(/^CREATE VIRTUAL TABLE.*$/m.exec(migration)?.[0] ?? "");
  return index;
}
const time = (at: number | undefined) => at && new Date(at).toISOString();

describe("words", () => {
  test("are small, without accents, and cut at whatever is no letter and no digit", () => {
    expect(words("Grüße an snake_case, node.js & co-op: https://Example.org/a?b=3.14")).toBe(
      "grusse an snake case node js co op https example org a b 3 14",
    );
    expect(words("naïve CAFÉ İstanbul ﬁne Ørsted")).toBe("naive cafe istanbul fine orsted");
  });

  test("of scripts without blanks are their characters, and pictures are words", () => {
    expect(words("東京タワーへ")).toBe("東 京 タ ワ ー へ");
    expect(words("한국어는 좋아요")).toBe("한국어는 좋아요");
    expect(words("ok👍🏽🎉")).toBe("ok 👍 🎉");
  });

  test("stand where they are said to stand", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let at = 0;
        for (const word of wordsOf(text)) {
          expect(word.from).toBeGreaterThanOrEqual(at);
          expect(word.to).toBeGreaterThan(word.from);
          expect(word.text).not.toMatch(/[\s"=*]/);
          at = word.to;
        }
      }),
      parameters(300),
    );
  });
});

describe("a query", () => {
  test("has words, phrases, and what is not wanted", () => {
    expect(read('deploy "the board" -friday failed ').terms).toEqual([
      { words: ["deploy"], beginning: false, not: false },
      { words: ["the", "board"], beginning: false, not: false },
      { words: ["friday"], beginning: false, not: true },
      { words: ["failed"], beginning: false, not: false },
    ]);
  });

  test("ends with a word that is still being written, unless a blank says that it is whole", () => {
    const beginnings = (text: string) => read(text).terms.map(({ beginning }) => beginning);
    expect(beginnings("the depl")).toEqual([false, true]);
    expect(beginnings("dep* fail ")).toEqual([true, false]);
    expect(beginnings("the d")).toEqual([false]);
    for (const whole of ["depl ", '"depl"', "d", "京", "-depl"]) expect(beginnings(whole)).toEqual([false]);
  });

  test("has filters, in either language, and what is not finished is left out", () => {
    const query = read('from:@maya -von:me in:"Design crew" has:links hat:pin from: ');
    expect(query.from).toEqual([
      { value: "@maya", not: false },
      { value: "me", not: true },
    ]);
    expect(query.in).toEqual([{ value: "Design crew", not: false }]);
    expect(query.has.map(({ value }) => value)).toEqual(["link", "pin"]);
    expect(query.terms).toEqual([]);
    expect(read("https://example.org").terms[0]?.words).toEqual(["https", "example", "org"]);
  });

  test("has days of the reader's own time zone", () => {
    const span = (text: string) => [time(read(text).after), time(read(text).before)];
    expect(span("on:2026-11-20")).toEqual(["2026-11-19T23:00:00.000Z", "2026-11-20T23:00:00.000Z"]);
    expect(span("on:today")).toEqual(["2026-11-20T23:00:00.000Z", "2026-11-21T23:00:00.000Z"]);
    expect(span("am:29.3.2026")).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
    expect(span("after:2026-10 before:2026-12-01")).toEqual([
      "2026-10-31T23:00:00.000Z",
      "2026-11-30T23:00:00.000Z",
    ]);
  });

  test("says what of it makes no sense", () => {
    for (const text of ["has:everything", "on:2026-02-31", "before:soon", "-on:today"])
      expect(read(text).problems).toHaveLength(1);
    expect(read("word ".repeat(25)).problems).toEqual([{ key: "words", value: "24" }]);
  });

  test("is a valid MATCH, whatever was written", () => {
    using index = emptyIndex();
    const rooms = [Bun.randomUUIDv7(), Bun.randomUUIDv7()];
    const person = Bun.randomUUIDv7();
    const piece = fc.constantFrom(
      '"',
      "*",
      "-",
      ":",
      "^",
      "(",
      ")",
      "in:",
      "from:",
      "has:link",
      "NOT ",
      "OR ",
    );
    const anything = fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 8 });
    fc.assert(
      fc.property(anything, (pieces) => {
        const query = read(pieces.join("").toWellFormed().replaceAll("\0", ""));
        const match = matchOf({ ...query, from: [person], notFrom: [] }, rooms);
        index.query("SELECT rowid FROM search_words WHERE search_words MATCH ?").all(match);
      }),
      parameters(1000),
    );
  });

  test("finds a text by any part of it, and in no other room", () => {
    using index = emptyIndex();
    const [here, elsewhere, senderId] = [Bun.randomUUIDv7(), Bun.randomUUIDv7(), Bun.randomUUIDv7()];
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, from, length) => {
        const inside = [...wordsOf(text)];
        const part = inside.slice(from % (inside.length || 1)).slice(0, (length % 20) + 1);
        fc.pre(part.length > 0);
        const written = `"${text.slice(part[0]?.from, part.at(-1)?.to).replaceAll('"', " ")}"`;
        index.run("DELETE FROM search_words");
        const document = documentOf({ roomId: here, senderId, texts: [text], parts: [] });
        index.run("INSERT INTO search_words (rowid, words) VALUES (1, ?)", [document]);
        const found = (room: string) =>
          index
            .query("SELECT rowid FROM search_words WHERE search_words MATCH ?")
            .all(matchOf({ ...read(written), from: [], notFrom: [] }, [room])).length;
        expect([found(here), found(elsewhere)]).toEqual([1, 0]);
        expect(snippetOf(text.slice(0, 100), read(written).terms).length).toBeGreaterThan(0);
      }),
      parameters(300),
    );
  });
});

test("a snippet is around what was found, and marks all of it", () => {
  const text = `${"before ".repeat(40)}the Föö and a foo-bar ${"after ".repeat(60)}`;
  const parts = snippetOf(text, read('"foo bar" foo ').terms);
  expect(parts.filter(({ match }) => match).map((part) => part.text)).toEqual(["Föö", "foo-bar"]);
  expect(parts[0]).toEqual({ text: "… ", match: false });
  expect(parts.at(-1)).toEqual({ text: " …", match: false });
  expect(parts.map((part) => part.text).join("").length).toBeLessThan(250);
});
