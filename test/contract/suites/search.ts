import { describe, expect, test } from "bun:test";
import type { Message, Room } from "../../../src/lib/contract/objects.ts";
import type { SearchPage } from "../../../src/lib/contract/search.ts";
import type { Person } from "../../support/client.ts";
import { unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const ask = (person: Person, query: string, more: Record<string, string> = {}) =>
  person.call<SearchPage>("GET", `/api/search?${new URLSearchParams({ query, ...more }).toString()}`);
const idsOf = ({ results }: SearchPage) => results.map(({ message }) => message.id);
/** What is found, once this many messages are. */
async function found(person: Person, query: string, count = 1): Promise<SearchPage> {
  let page: SearchPage | undefined;
  await waitFor(async () => (page = await ask(person, query)).results.length === count, {
    message: `${count} to be found by ${query}`,
  });
  return page!;
}
const edit = (person: Person, { id }: Message, content: string) =>
  person.call<Message>("PATCH", `/api/messages/${id}`, { content });

export const search: Suite = (system) => {
  describe("a search", () => {
    test("finds what was said, on every node, and marks it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const word = unique("wörd").replaceAll("_", "");
      const message = await alice.send(room.id, `Look at ${word.toUpperCase()}, there.`);
      for (const reader of everywhere(bob, system())) {
        const page = await found(reader, `${word.replace("ö", "o")} `);
        expect(page.results[0]?.message).toEqual(message);
        expect(page.results[0]?.snippet).toEqual([
          { text: "Look at ", match: false },
          { text: word.toUpperCase(), match: true },
          { text: ", there.", match: false },
        ]);
        expect(page).toMatchObject({ next: null, problems: [] });
      }
      expect(idsOf(await ask(bob, word.slice(0, -2)))).toEqual([message.id]);
      expect(idsOf(await ask(bob, `${word.slice(0, -2)} `))).toEqual([]);
    });

    test("understands phrases, what is not wanted, and filters", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const other = await roomOf(alice, bob);
      const first = await alice.send(room.id, "the red snake_case fox, see https://example.org/a");
      const second = await bob.send(room.id, "the fox is red and has `code`");
      const third = await bob.send(other.id, "東京タワーへ行く red");
      await found(bob, "red ", 3);
      const finds = async (query: string, ...messages: Message[]) =>
        expect([query, idsOf(await ask(alice, query))]).toEqual([query, messages.map(({ id }) => id)]);
      await finds("red ", third, second, first);
      await finds('"red snake"', first);
      await finds('"snake case fox"', first);
      await finds("red -fox ", third);
      await finds("タワー", third);
      await finds(`from:${bob.username} red `, third, second);
      await finds("from:me", first);
      await finds("-from:me fox ", second);
      await finds(`in:${other.id}`, third);
      await finds(`-in:${other.id} has:link`, first);
      await finds("has:code", second);
      await finds("on:today fox ", second, first);
      await finds("after:today fox ");
      await finds("before:today fox ");
      await finds(`from:${unique("nobody")}`);
      await bob.call("PUT", "/api/users/me", { displayName: `Bob ${bob.id}` });
      await finds(`from:"BOB ${bob.id}" red `, third, second);
      await alice.call("PUT", "/api/users/me", { displayName: bob.username });
      await finds(`from:${bob.username} red `, third, second);
      expect((await ask(alice, "has:everything")).problems).toEqual([{ key: "has", value: "everything" }]);
    });

    test("goes on where a page ends, newest and best first", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const sent: Message[] = [];
      for (let at = 0; at < 5; at += 1)
        sent.push(await alice.send(room.id, `${"page ".repeat(at + 1)} of it`));
      await found(alice, "page ", 5);
      for (const sort of ["newest", "best"]) {
        const all: string[] = [];
        for (let before: string | null = ""; before !== null;) {
          const page = await ask(alice, "page ", { limit: "2", sort, ...(before && { before }) });
          all.push(...idsOf(page));
          before = page.next;
        }
        const newest = sent.map(({ id }) => id).toReversed();
        if (sort === "newest") expect(all).toEqual(newest);
        else expect(all.toSorted()).toEqual(newest.toSorted());
      }
    });

    test("finds an edited message by its new words alone, and a deleted one by none, at once", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [kept, gone] = [await alice.send(room.id, "apple"), await alice.send(room.id, "apple too")];
      await found(bob, "apple ", 2);
      await edit(alice, kept, "banana");
      await alice.call("DELETE", `/api/messages/${gone.id}`);
      expect((await ask(bob, "apple ")).results).toEqual([]);
      expect(idsOf(await found(bob, "banana "))).toEqual([kept.id]);
      expect(idsOf(await ask(bob, `in:${room.id}`))).toEqual([kept.id]);
    });

    test("is refused where it makes no sense, and finds nothing where nothing is asked", async () => {
      const { alice } = await people(system(), "alice");
      for (const query of ["", " ", '"', "*", "()", "from:"])
        expect((await ask(alice, query)).results).toEqual([]);
      const refused = (parameters: string) => alice.request("GET", `/api/search?${parameters}`);
      await expectInvalid(refused("query=a&limit=51"), "limit");
      await expectInvalid(refused("query=a&sort=oldest"), "sort");
      await expectInvalid(refused(`query=${"a".repeat(201)}`), "query");
      await expectInvalid(refused("query=%00"), "query");
      await expectInvalid(refused("query=a&before=1"), "before");
    });
  });

  describe("what somebody may not read", () => {
    test("is not found, and looks like what is not there", async () => {
      const { alice, bob, eve } = await people(system(), "alice", "bob", "eve");
      const room = await roomOf(alice, bob);
      const [secret, absent] = ["secret", "absent"].map((prefix) => unique(prefix).replaceAll("_", ""));
      const message = await alice.send(room.id, `the ${secret}`);
      await found(bob, `${secret}`);
      for (const filter of ["", `in:${room.id} `, `from:${alice.username} `, "on:today "]) {
        const [there, nowhere] = await Promise.all([ask(eve, filter + secret), ask(eve, filter + absent)]);
        expect(there).toEqual(nowhere);
        expect(there.results).toEqual([]);
      }
      expect((await ask(eve, "the ", { before: message.id })).results).toEqual([]);
    });

    test("is not found any more from the moment on in which somebody leaves or is taken out", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room: Room = await roomOf(alice, bob, carol);
      await alice.send(room.id, "until then");
      for (const person of [bob, carol]) await found(person, '"until then"');
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      await alice.call("DELETE", `/api/rooms/${room.id}/members/${carol.id}`);
      for (const person of [bob, carol])
        for (const one of everywhere(person, system()))
          expect((await ask(one, '"until then"')).results).toEqual([]);
      expect((await ask(alice, '"until then"')).results).toHaveLength(1);
      await alice.invite(room.id, bob);
      await found(bob, '"until then"');
    });
  });
};
