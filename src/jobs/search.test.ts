import { afterEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SearchPage } from "../lib/contract/search.ts";
import { startApp } from "../../test/support/app.ts";
import { Person } from "../../test/support/client.ts";
import { waitFor } from "../../test/support/wait.ts";

let directory = "";
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const find = (person: Person, query: string) =>
  person.call<SearchPage>("GET", `/api/search?limit=50&query=${encodeURIComponent(query)}`);
const contentsOf = ({ results }: SearchPage) => results.map(({ message }) => message.content);
const finds = (person: Person, query: string, contents: string[]) =>
  waitFor(
    async () => {
      const page = await find(person, query);
      return !page.indexing && Bun.deepEquals(contentsOf(page), contents);
    },
    { message: `${contents.length} messages to be found` },
  );

/** Says some things on one node, which ends; changes what it left, and goes on with another. */
async function after(change: string[], look: (person: Person, contents: string[]) => Promise<void>) {
  directory = mkdtempSync(join(tmpdir(), "wisp-search-"));
  const settings = { DATABASE_URL: `file:${directory}/wisp.db`, JWT_SECRET: "s".repeat(32) };
  const contents = Array.from({ length: 30 }, (_, at) => `old message ${at}`);
  let person: Person;
  {
    await using first = await startApp(settings);
    person = await Person.register(first.url);
    const room = await person.createRoom();
    for (const content of contents) await person.send(room.id, content);
    await finds(person, "old ", contents.toReversed());
    await first.context.database.writer.write(change.map((sql) => ({ sql, args: [] })));
  }
  await using second = await startApp(settings);
  await look(person.at(second.url), contents.toReversed());
}

test("what was said before there was an index is brought into it, the newest first, beside what comes", () =>
  after(
    [
      "DELETE FROM search_words",
      "DELETE FROM search_entries",
      "DELETE FROM search_spans",
      "DELETE FROM search_progress",
      "UPDATE rooms SET searched_sequence = NULL",
    ],
    async (person, contents) => {
      const [{ id }] = (await person.call<{ rooms: [{ id: string }] }>("GET", "/api/rooms")).rooms;
      await person.send(id, "a new message");
      await finds(person, "old ", contents);
      await finds(person, "message ", ["a new message", ...contents]);
      await finds(person, "on:today old ", contents);
    },
  ));

test("what a node stored that died before it had brought it into the index is found by the next", () =>
  after(
    [
      "DELETE FROM search_words WHERE rowid > 2147483648 + 20",
      "DELETE FROM search_entries WHERE id > 2147483648 + 20",
      "UPDATE rooms SET searched_sequence = 20",
    ],
    async (person, contents) => {
      expect(contentsOf(await find(person, "old ")).length).toBeLessThan(contents.length + 1);
      await finds(person, "old ", contents);
    },
  ));

test("what was changed by a node that died before it was written anew is found by its new words", () =>
  after(
    ["UPDATE messages SET content = 'mended' WHERE content = 'old message 7'"],
    async (person, contents) => {
      expect(contentsOf(await find(person, '"message 7"'))).toEqual([]);
      await finds(person, "mended ", ["mended"]);
      await finds(
        person,
        "old ",
        contents.filter((content) => content !== "old message 7"),
      );
    },
  ));
