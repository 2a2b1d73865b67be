import { describe, expect, test } from "bun:test";
import type { Room } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectProblem } from "../expectations.ts";
import { people, roomOf, status, type Suite } from "../system.ts";

const set = (person: Person, { id }: Room, settings: object) =>
  person.call<Room>("PATCH", `/api/rooms/${id}`, settings);
const post = (person: Person, { id }: Room, content: string, clientMessageId?: string) =>
  person.request("POST", `/api/rooms/${id}/messages`, { content, clientMessageId });

/** Until every node has heard of it. */
const heard = (persons: Person[], room: Room, expected: number) =>
  waitFor(
    async () => {
      const answers = await Promise.all(
        persons.map((person) => status(person, "POST", `/api/rooms/${room.id}/messages`, { content: "?" })),
      );
      return answers.every((answer) => answer === expected);
    },
    { message: `${expected} for everyone` },
  );

export const roomPosting: Suite = (system) => {
  describe("an announcement room", () => {
    test("is written by its owners and moderators, and read by all", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const early = await bob.send(room.id, "before");
      await set(alice, room, { posting: "moderators" });
      await expectProblem(post(bob, room, "me too"), 403, "forbidden");
      await alice.call("PATCH", `/api/rooms/${room.id}/members/${carol.id}`, { role: "moderator" });
      await alice.send(room.id, "hear");
      await waitFor(
        async () =>
          (await status(carol, "POST", `/api/rooms/${room.id}/messages`, { content: "hear" })) === 201,
      );
      await waitFor(
        async () => (await status(bob, "PATCH", `/api/messages/${early.id}`, { content: "me too" })) === 403,
      );
      expect((await bob.history(room.id)).messages.at(-1)?.content).toBe("hear");
      await set(alice, room, { posting: "everyone" });
      await bob.send(room.id, "thanks");
    });

    test("does not show who would like to write", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await set(alice, room, { posting: "moderators" });
      await heard([bob], room, 403);
      await using listener = await alice.connect();
      await using writer = await bob.connect();
      const error = writer.next("error");
      await waitFor(async () => {
        writer.say({ type: "typing_start", roomId: room.id });
        await writer.settled();
        return writer.of("error").length > 0;
      });
      expect((await error).code).toBe("forbidden");
      await listener.settled();
      expect(listener.of("user_typing")).toEqual([]);
    });
  });

  describe("slow mode", () => {
    test("gives each member a turn, and lets who looks after the room speak", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      await set(alice, room, { slowMode: 3600 });
      expect((await post(bob, room, "first", "one")).status).toBe(201);
      await waitFor(
        async () => (await status(bob, "POST", `/api/rooms/${room.id}/messages`, { content: "?" })) === 429,
      );
      const refused = await post(bob, room, "second", "two");
      const wait = Number(refused.headers.get("retry-after"));
      await expectProblem(refused, 429, "rate_limited");
      expect(wait).toBeGreaterThan(3500);
      expect(wait).toBeLessThanOrEqual(3600);
      expect((await post(carol, room, "mine")).status).toBe(201);
      for (const text of ["a", "b", "c"]) await alice.send(room.id, text);
    });

    test("knows what was sent already, and tells a socket how long to wait", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await set(alice, room, { slowMode: 3600 });
      await using socket = await bob.connect();
      const first = await bob.send(room.id, "first", "one");
      await waitFor(
        async () => (await status(bob, "POST", `/api/rooms/${room.id}/messages`, { content: "?" })) === 429,
      );
      const again = await post(bob, room, "first", "one");
      expect([again.status, await again.json()]).toEqual([200, first]);
      await expectProblem(post(bob, room, "other", "one"), 409, "conflict");
      socket.say({ type: "send_message", roomId: room.id, content: "second", clientMessageId: "two" });
      const error = await socket.next("error");
      expect(error).toMatchObject({ code: "rate_limited", clientMessageId: "two" });
      expect(error.retryAfter).toBeGreaterThan(3000);
    });

    test("lets one message through of a flood, on whichever nodes it comes", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await set(alice, room, { slowMode: 3600 });
      // Each node has heard of it once somebody else was refused there.
      const { carol } = await people(system(), "carol");
      await alice.invite(room.id, carol);
      for (const url of system().urls) await heard([carol.at(url)], room, 429);
      const { length: before } = (await bob.history(room.id)).messages;
      const answers = await Promise.all(
        system().urls.flatMap((url) => [1, 2, 3, 4].map(() => post(bob.at(url), room, "flood"))),
      );
      expect(answers.filter((answer) => answer.status === 201).length).toBe(1);
      expect(answers.filter((answer) => answer.status === 429).length).toBe(answers.length - 1);
      await waitFor(async () => (await bob.history(room.id)).messages.length === before + 1);
    });

    test("ends at once where it is switched off", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await set(alice, room, { slowMode: 3600 });
      await heard([bob], room, 429);
      await set(alice, room, { slowMode: 0 });
      await heard([bob], room, 201);
      await bob.send(room.id, "at last");
      await bob.send(room.id, "and again");
    });
  });
};
