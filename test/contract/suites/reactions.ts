import { describe, expect, test } from "bun:test";
import type { ChangePage, Message, Room } from "../../../src/lib/contract/objects.ts";
import type { Reactors } from "../../../src/lib/contract/reactions.ts";
import { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, follow, upTo } from "../expectations.ts";
import { people, roomOf, status, type Suite } from "../system.ts";

const path = ({ id }: Message, emoji: string) => `/api/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
const react = (person: Person, message: Message, emoji: string) =>
  person.call<Message>("PUT", path(message, emoji));
const unreact = (person: Person, message: Message, emoji: string) =>
  person.call<Message>("DELETE", path(message, emoji));
const changes = (person: Person, room: Room, after: number) =>
  person.call<ChangePage>("GET", `/api/rooms/${room.id}/changes?after=${after}`);
const reactors = async (person: Person, { id }: Message) =>
  (await person.call<{ reactions: Reactors[] }>("GET", `/api/messages/${id}/reactions`)).reactions;
/** What was written on another node is there once that was told of it. */
const sameEverywhere = (person: Person, room: Room, revision: number) =>
  waitFor(async () => (await changes(person, room, 0)).revision >= revision, { timeout: 3000 });

export const reactions: Suite = (system) => {
  describe("a reaction", () => {
    test("is told to everyone in the room, in the order of first use, and caught up", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, "done");
      await using hers = await alice.connect();
      const first = await react(bob, message, "🎉");
      expect(first).toEqual({
        ...message,
        revision: 2,
        reactions: [{ emoji: "🎉", count: 1, userIds: [bob.id] }],
      });
      await react(alice, message, "👍🏽");
      const third = await react(alice, message, "🎉");
      expect(third.reactions).toEqual([
        { emoji: "🎉", count: 2, userIds: [bob.id, alice.id] },
        { emoji: "👍🏽", count: 1, userIds: [alice.id] },
      ]);
      const heard = () => follow(hers.changesOf(room.id), 1).get(message.id);
      await waitFor(() => heard()?.revision === 4, { message: "the last of them" });
      expect(heard()).toEqual(third);
      expect((await changes(bob, room, 1)).messages).toEqual([third]);
      expect(await reactors(bob, message)).toMatchObject([
        { emoji: "🎉", count: 2, mine: true, people: [{ userId: bob.id }, { userId: alice.id }] },
        { emoji: "👍🏽", count: 1, mine: false },
      ]);
    });

    test("is one each: a repeat changes nothing, nor does taking back what is not there", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "once");
      const once = await react(alice, message, "❤️");
      expect(await react(alice, message, "❤️")).toEqual(once);
      // The same emoji in another form.
      expect(await react(alice, message, "❤")).toEqual(once);
      expect(await unreact(alice, message, "👀")).toEqual(once);
      const gone = await unreact(alice, message, "❤️");
      expect(gone).toEqual({ ...message, revision: 3 });
      expect(await unreact(alice, message, "❤️")).toEqual(gone);
      expect((await changes(alice, room, 0)).revision).toBe(3);
    });

    test("is an emoji, and nothing else", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello");
      for (const emoji of ["a", "👍👍", "<b>", ":no_such_emoji:", "::", "x".repeat(500), "1"])
        for (const method of ["PUT", "DELETE"])
          if (method === "PUT" || !emoji.startsWith(":no"))
            await expectInvalid(alice.request(method, path(message, emoji)), "emoji");
      for (const emoji of ["👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇧🇪", "1️⃣", "👩🏽‍🤝‍👨🏿", "👍️"]) await react(alice, message, emoji);
      expect((await changes(alice, room, 0)).revision).toBe(7);
    });

    test("of twenty kinds is the most that a message takes", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, "popular");
      const twenty = upTo(20).map((turn) => String.fromCodePoint(0x1f600 + turn));
      for (const emoji of twenty) await react(alice, message, emoji);
      await sameEverywhere(bob, room, 21);
      await expectProblem(bob.request("PUT", path(message, "🎉")), 409, "conflict");
      expect((await react(bob, message, twenty[0]!)).reactions?.[0]?.count).toBe(2);
      await unreact(alice, message, twenty[19]!);
      expect((await react(bob, message, "🎉")).reactions).toHaveLength(20);
    });

    test("is for members, of what is there and not archived", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, "hello");
      await react(bob, message, "👍");
      for (const method of ["PUT", "DELETE"])
        await expectProblem(mallory.request(method, path(message, "👍")), 404, "not_found");
      await expectProblem(mallory.request("GET", `/api/messages/${message.id}/reactions`), 404, "not_found");
      await expectProblem(
        alice.request("PUT", "/api/messages/nothing/reactions/%F0%9F%91%8D"),
        404,
        "not_found",
      );
      await alice.request("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      for (const method of ["PUT", "DELETE"])
        await waitFor(async () => (await status(bob, method, path(message, "🎉"))) === 404, {
          timeout: 3000,
        });
      expect((await changes(alice, room, 0)).messages[0]?.reactions).toEqual([
        { emoji: "👍", count: 1, userIds: [bob.id] },
      ]);
    });

    test("is not told of a deleted message, which takes none", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "hello");
      await react(alice, message, "👍");
      await alice.call("DELETE", `/api/messages/${message.id}`);
      for (const [method, emoji] of [
        ["PUT", "🎉"],
        ["PUT", "👍"],
        ["DELETE", "👍"],
      ] as const)
        await expectProblem(alice.request(method, path(message, emoji)), 409, "conflict");
      const [deleted] = (await changes(alice, room, 0)).messages;
      expect(deleted).toMatchObject({ revision: 3, content: "" });
      expect(deleted).not.toHaveProperty("reactions");
    });
  });

  describe("many people who react at once, again and again", () => {
    test("leave exactly one each, and revisions without a hole", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "the race");
      const { urls } = system();
      const crowd = await Promise.all(upTo(12).map((turn) => Person.register(urls[turn % urls.length]!)));
      await Promise.all(crowd.map((person) => person.call("POST", `/api/rooms/${room.id}/join`)));
      await using hers = await alice.connect();
      const emoji = ["👍", "🎉", "👀"];
      const acts = crowd.flatMap((person) =>
        upTo(4).flatMap(() => emoji.map((each) => () => react(person, message, each))),
      );
      // Some take theirs back in between, and give it again at last.
      const back = crowd.slice(0, 6).map((person) => async () => {
        await unreact(person, message, "👀");
        await react(person, message, "👀");
      });
      await Promise.all([...acts, ...back].map((act) => act()));
      const last = await react(alice, message, "🚀");
      for (const reaction of last.reactions!.slice(0, 3)) {
        expect(reaction.count).toBe(12);
        expect(reaction.userIds.toSorted()).toEqual(crowd.map(({ id }) => id).toSorted());
      }
      await hers.next(
        "message_updated",
        (frame) => "message" in frame && frame.message.revision >= last.revision,
      );
      const told = hers.changesOf(room.id).map((event) => event.message.revision);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(follow(hers.changesOf(room.id), 1).get(message.id)).toEqual(last);
      // 36 for the first of each, one for hers, and two for each that was taken back; no repeat took any.
      expect(last.revision).toBeGreaterThanOrEqual(1 + 36 + 1);
      expect(last.revision).toBeLessThanOrEqual(1 + 36 + 1 + 12);
    });
  });
};
