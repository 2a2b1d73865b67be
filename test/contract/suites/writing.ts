import { describe, expect, test } from "bun:test";
import type { EmojiData } from "../../../src/lib/contract/emoji.ts";
import type { Draft } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, secondSession, status, type Suite } from "../system.ts";

const drafts = async (person: Person) =>
  (await person.call<{ drafts: Draft[] }>("GET", "/api/drafts")).drafts;
const keep = (person: Person, roomId: string, content: unknown, connectionId?: string) =>
  person.request("PUT", `/api/rooms/${roomId}/draft`, { content, connectionId });

export const writing: Suite = (system) => {
  describe("a draft", () => {
    test("waits on every device of its author, and for nobody else", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const phone = await secondSession(alice);
      const listening = await Promise.all(everywhere(phone, system()).map((person) => person.connect()));
      await using his = await bob.connect();
      expect((await keep(alice, room.id, " Not yet ")).status).toBe(204);
      for (const socket of listening)
        expect(await socket.next("draft_changed")).toEqual({
          type: "draft_changed",
          roomId: room.id,
          content: "Not yet",
        });
      for (const there of everywhere(alice, system()))
        await waitFor(async () => (await drafts(there))[0]?.content === "Not yet", { timeout: 3000 });
      expect(await drafts(alice)).toEqual([{ roomId: room.id, content: "Not yet" }]);
      expect(await drafts(bob)).toEqual([]);
      await his.settled();
      expect(his.of("draft_changed")).toEqual([]);
      for (const socket of listening) await socket[Symbol.asyncDispose]();
    });

    test("is not told to the connection it was written at", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("closed");
      await using here = await alice.connect();
      await using there = await alice.connect();
      const [hello] = here.of("authenticated");
      await keep(alice, room.id, "mine", hello?.connectionId);
      await there.next("draft_changed");
      await here.settled();
      expect(here.of("draft_changed")).toEqual([]);
    });

    test("is one for each room: the last word counts, and nothing is none", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("closed");
      for (const content of ["one", "two"]) await keep(alice, room.id, content);
      expect(await drafts(alice)).toEqual([{ roomId: room.id, content: "two" }]);
      expect((await keep(alice, room.id, "  ")).status).toBe(204);
      expect(await drafts(alice)).toEqual([]);
    });

    test("has the bounds of a message, and is for members", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("open");
      expect((await keep(alice, room.id, "🍵".repeat(5000))).status).toBe(204);
      for (const content of ["x".repeat(5001), "\0", undefined, 7])
        await expectInvalid(keep(alice, room.id, content), "content");
      await expectProblem(keep(mallory, room.id, "let me in"), 404, "not_found");
      await expectProblem(keep(alice, "nowhere", "hello"), 404, "not_found");
    });

    test("goes with the membership, and does not come back with it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await keep(bob, room.id, "about to say");
      await alice.request("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      await waitFor(async () => (await drafts(bob)).length === 0, { timeout: 3000 });
      await alice.invite(room.id, bob);
      await waitFor(async () => (await status(bob, "GET", `/api/rooms/${room.id}`)) === 200);
      expect(await drafts(bob)).toEqual([]);
    });
  });

  describe("a file", () => {
    test("cannot be kept yet, which is said before it is read", async () => {
      const { alice } = await people(system(), "alice");
      const send = (path: string, size: number) =>
        fetch(alice.url + path, {
          method: "POST",
          headers: { authorization: `Bearer ${alice.token}`, "content-type": "image/png" },
          body: new Uint8Array(size),
        });
      const { detail } = await expectProblem(send("/api/uploads?name=tea.png", 100_000), 503, "unavailable");
      expect(detail).toBe("Files cannot be kept here yet.");
      await expectInvalid(send("/api/uploads", 1), "name");
    });

    test("is for people with an account", async () => {
      const { alice } = await people(system(), "alice");
      const answer = fetch(`${alice.url}/api/uploads?name=tea.png`, { method: "POST", body: "x" });
      await expectProblem(answer, 401, "unauthenticated");
    });
  });

  describe("the emoji", () => {
    test("are named in each language, and are kept until they change", async () => {
      const { alice } = await people(system(), "alice");
      const named = async (language: string) => {
        const { emoji } = (await (await fetch(`${alice.url}/emoji/${language}.json`)).json()) as EmojiData;
        return emoji.find(([character]) => character === "👍️");
      };
      const [thumb, daumen] = [await named("en"), await named("de")];
      expect([thumb?.[1], daumen?.[1]]).toEqual(["thumbs up", "Daumen hoch"]);
      expect(thumb?.[3].split(" ")).toContain("+1");
      expect(thumb?.slice(5)).toEqual(["👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿"]);
      const first = await fetch(`${alice.url}/emoji/en.json`);
      const etag = first.headers.get("etag") ?? "";
      const again = await fetch(`${alice.url}/emoji/en.json`, { headers: { "if-none-match": etag } });
      expect(again.status).toBe(304);
      expect((await fetch(`${alice.url}/emoji/xx.json`)).status).toBe(404);
    });
  });
};
