import { beforeAll, describe, expect, test } from "bun:test";
import type {
  ChangePage,
  Message,
  MessagePage,
  Room,
  RoomListItem,
} from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, upTo } from "../expectations.ts";
import { people, roomOf, status, type Suite } from "../system.ts";

const changes = (person: Person, room: Room, after: number) =>
  person.call<ChangePage>("GET", `/api/rooms/${room.id}/changes?after=${after}`);
const edit = (person: Person, message: Message, content = "edited") =>
  person.call<Message>("PATCH", `/api/messages/${message.id}`, { content });

export const history: Suite = (system) => {
  describe("the history of a room", () => {
    let alice: Person;
    let room: Room;
    beforeAll(async () => {
      ({ alice } = await people(system(), "alice"));
      room = await alice.createRoom();
      await Promise.all(upTo(120).map((turn) => alice.send(room.id, `${turn}`)));
    });
    const page = async (query: string) => {
      const { messages, hasMore } = await alice.call<MessagePage>(
        "GET",
        `/api/rooms/${room.id}/messages${query}`,
      );
      return { sequences: messages.map(({ sequence }) => sequence), hasMore };
    };
    const range = (from: number, to: number) => upTo(to).slice(from - 1);

    test("without a cursor is the newest 50, ascending", async () => {
      expect(await page("")).toEqual({ sequences: range(71, 120), hasMore: true });
    });

    test("goes back and forth by cursors that exclude themselves", async () => {
      expect(await page("?before=71")).toEqual({ sequences: range(21, 70), hasMore: true });
      expect(await page("?before=21")).toEqual({ sequences: range(1, 20), hasMore: false });
      expect(await page("?after=0&limit=3")).toEqual({ sequences: [1, 2, 3], hasMore: true });
      expect(await page("?after=117")).toEqual({ sequences: [118, 119, 120], hasMore: false });
      expect(await page("?after=20&limit=100")).toEqual({ sequences: range(21, 120), hasMore: false });
      expect(await page("?after=19&limit=100")).toEqual({ sequences: range(20, 119), hasMore: true });
    });

    test("ends with an empty page", async () => {
      for (const query of ["?before=1", "?before=0", "?after=120", "?after=100000"])
        expect(await page(query)).toEqual({ sequences: [], hasMore: false });
    });

    test("between two cursors holds what stands there", async () => {
      expect(await page("?after=10&before=15")).toEqual({ sequences: [11, 12, 13, 14], hasMore: false });
    });

    test("comes in pages of 1 to 100", async () => {
      expect(await page("?limit=1")).toEqual({ sequences: [120], hasMore: true });
      expect((await page("?limit=100")).sequences).toEqual(range(21, 120));
      for (const limit of [0, 101, -1, 1.5, ""])
        await expectInvalid(alice.request("GET", `/api/rooms/${room.id}/messages?limit=${limit}`), "limit");
    });
  });

  describe("editing", () => {
    test("replaces the content under a new revision and keeps the place", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [first] = [await alice.send(room.id, "first"), await bob.send(room.id, "second")];
      const edited = await edit(alice, first, "  better ");
      expect(edited).toEqual({ ...first, content: "better", revision: 3, editedAt: expect.any(String) });
      expect(Date.parse(edited.editedAt!)).toBeGreaterThanOrEqual(Date.parse(first.createdAt));
      expect((await changes(bob, room, 2)).messages).toEqual([edited]);
      expect((await alice.history(room.id)).messages[0]).toEqual(edited);
    });

    test("is for its sender, while they are in the room", async () => {
      const { owner, alice, bob, mallory } = await people(system(), "owner", "alice", "bob", "mallory");
      const room = await roomOf(owner, alice, bob);
      const message = await bob.send(room.id, "mine");
      const attempt = (person: Person, method: string) =>
        person.request(
          method,
          `/api/messages/${message.id}`,
          method === "PATCH" ? { content: "x" } : undefined,
        );
      for (const method of ["PATCH", "DELETE"]) {
        await expectProblem(attempt(alice, method), 403, "forbidden");
        await expectProblem(attempt(mallory, method), 404, "not_found");
      }
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      for (const method of ["PATCH", "DELETE"]) await expectProblem(attempt(bob, method), 404, "not_found");
      expect((await changes(alice, room, 0)).messages).toEqual([message]);
    });

    test("holds the content to the same limits", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello");
      expect((await edit(alice, message, "🦊".repeat(5000))).revision).toBe(2);
      for (const content of ["", " ", "x".repeat(5001), "\ud800", null])
        await expectInvalid(alice.request("PATCH", `/api/messages/${message.id}`, { content }), "content");
      expect((await changes(alice, room, 0)).revision).toBe(2);
    });
  });

  describe("deleting", () => {
    test("empties a message everywhere and keeps its place", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await bob.send(room.id, "before");
      const message = await alice.send(room.id, "a slip of the tongue");
      expect(await status(alice, "DELETE", `/api/messages/${message.id}`)).toBe(204);
      const gone = { content: "", deletedAt: expect.any(String), deletedBy: alice.id };
      const deleted = { ...message, ...gone, revision: 3 };
      expect((await changes(bob, room, 2)).messages).toEqual([deleted]);
      const newest = async () => (await bob.history(room.id)).messages.at(-1);
      await waitFor(async () => (await newest())?.deletedAt, {
        timeout: 2000,
        message: "the deletion in bob's history",
      });
      expect(await newest()).toEqual(deleted);
      const listed = await bob.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms");
      expect(JSON.stringify(listed)).not.toContain("a slip of the tongue");
      expect(await bob.send(room.id, "after")).toMatchObject({ sequence: 3, revision: 4 });
    });

    test("twice is deleting once, and what is deleted is not edited", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello");
      for (const _ of [1, 2]) expect(await status(alice, "DELETE", `/api/messages/${message.id}`)).toBe(204);
      await expectProblem(
        alice.request("PATCH", `/api/messages/${message.id}`, { content: "back" }),
        409,
        "conflict",
      );
      expect(await changes(alice, room, 0)).toMatchObject({
        revision: 2,
        messages: [{ content: "", revision: 2 }],
      });
    });
  });

  describe("catching up", () => {
    test("brings what changed since, once each, in its present state and in the order of revisions", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [first, second, third] = [
        await alice.send(room.id, "1"),
        await bob.send(room.id, "2"),
        await alice.send(room.id, "3"),
      ];
      await edit(alice, first, "1 edited");
      await edit(alice, third, "3 edited");
      const firstAgain = await edit(alice, first, "1 edited again");
      await bob.call("DELETE", `/api/messages/${second.id}`);
      const all = await changes(bob, room, 0);
      expect(all.messages.map(({ id, revision, content }) => [id, revision, content])).toEqual([
        [third.id, 5, "3 edited"],
        [first.id, 6, "1 edited again"],
        [second.id, 7, ""],
      ]);
      expect(all).toMatchObject({ revision: 7, reset: false });
      expect((await changes(alice, room, 5)).messages.map(({ id }) => id)).toEqual([first.id, second.id]);
      expect((await changes(alice, room, 5)).messages[0]).toEqual(firstAgain);
      expect(await changes(bob, room, 7)).toEqual({ messages: [], revision: 7, reset: false });
    });

    test("from ahead of the room says that its history was replaced", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      await alice.send(room.id, "hello");
      expect(await changes(alice, room, 2)).toEqual({ messages: [], revision: 1, reset: true });
    });

    test("in an empty room brings nothing", async () => {
      const { alice } = await people(system(), "alice");
      expect(await changes(alice, await alice.createRoom(), 0)).toEqual({
        messages: [],
        revision: 0,
        reset: false,
      });
    });
  });
};
