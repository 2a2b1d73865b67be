import { describe, expect, test } from "bun:test";
import type { Membership, Receipt, RoomListItem } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const watermarks = async (person: Person, roomId: string) => {
  const { rooms } = await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms");
  const { lastReadSequence, lastDeliveredSequence } = rooms.find(({ id }) => id === roomId)!
    .membership satisfies Membership;
  return { lastReadSequence, lastDeliveredSequence };
};

export const hints: Suite = (system) => {
  describe("typing", () => {
    test("is seen by the others, and its end", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using hers = await alice.connect();
      const his = await Promise.all(everywhere(bob, system()).map((person) => person.connect()));
      const { id: userId, username, displayName } = alice.session.user;
      const who = { roomId: room.id, userId, username, displayName };
      hers.say({ type: "typing_start", roomId: room.id });
      for (const socket of his)
        expect(await socket.next("user_typing")).toEqual({ type: "user_typing", ...who });
      hers.say({ type: "typing_stop", roomId: room.id });
      for (const socket of his)
        expect(await socket.next("user_stopped_typing")).toEqual({ type: "user_stopped_typing", ...who });
      for (const socket of his) await socket[Symbol.asyncDispose]();
    });

    test("ends with the message", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using hers = await alice.connect();
      await using his = await bob.connect();
      hers.say({ type: "typing_start", roomId: room.id });
      await his.next("user_typing");
      const sentAt = performance.now();
      hers.say({ type: "send_message", roomId: room.id, content: "done", clientMessageId: "c1" });
      await his.next("user_stopped_typing");
      expect(performance.now() - sentAt).toBeLessThan(3000);
    });

    test.concurrent("expires by itself after five seconds, counted from the last word", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using hers = await alice.connect();
      await using his = await bob.connect();
      hers.say({ type: "typing_start", roomId: room.id });
      await his.next("user_typing");
      await Bun.sleep(1500);
      const lastWord = performance.now();
      hers.say({ type: "typing_start", roomId: room.id });
      await his.next("user_typing");
      await his.next("user_stopped_typing");
      expect(performance.now() - lastWord).toBeWithin(4900, 7000);
      expect(his.of("user_stopped_typing").length).toBe(1);
    });

    test("is for members", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("open");
      await using hers = await alice.connect();
      await using theirs = await mallory.connect();
      theirs.say({ type: "typing_start", roomId: room.id });
      theirs.say({ type: "typing_stop", roomId: room.id });
      for (const _ of [1, 2]) expect(await theirs.next("error")).toMatchObject({ code: "not_found" });
      hers.say({ type: "typing_start", roomId: room.id });
      expect(await hers.next("user_typing")).toMatchObject({ userId: alice.id });
    });
  });

  describe("watermarks", () => {
    test("move forward, never back and never past the newest message, and everyone sees them", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      for (const content of ["one", "two", "three", "four"]) await alice.send(room.id, content);
      const watchers = await Promise.all(everywhere(alice, system()).map((person) => person.connect()));
      await using his = await bob.connect();
      for (const [type, sequence] of [
        ["mark_delivered", 2],
        ["mark_read", 1],
        ["mark_delivered", 1],
        ["mark_read", 0],
        ["mark_read", 99],
        ["mark_read", 3],
      ] as const) {
        his.say({ type, roomId: room.id, sequence });
        await his.settled();
      }
      const about = { roomId: room.id, userId: bob.id };
      for (const watcher of watchers) {
        await watcher.next("message_read", ({ sequence }) => sequence === 4);
        expect(watcher.of("message_delivered")[0]).toEqual({
          type: "message_delivered",
          ...about,
          sequence: 2,
        });
        expect(watcher.of("message_read").map(({ sequence }) => sequence)).toEqual([1, 4]);
        await watcher[Symbol.asyncDispose]();
      }
      for (const there of everywhere(bob, system())) {
        await waitFor(async () => (await watermarks(there, room.id)).lastReadSequence === 4, {
          timeout: 3000,
          message: "the watermark",
        });
        expect(await watermarks(there, room.id)).toEqual({ lastReadSequence: 4, lastDeliveredSequence: 4 });
      }
    });

    test("keep the highest of what several connections say at once", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await Promise.all([1, 2, 3, 4, 5, 6].map((turn) => alice.send(room.id, `${turn}`)));
      const his = await Promise.all(
        everywhere(bob, system()).flatMap((person) => [person.connect(), person.connect()]),
      );
      his.forEach((socket, at) =>
        [6 - at, 1 + at, 3].forEach((sequence) =>
          socket.say({ type: "mark_read", roomId: room.id, sequence }),
        ),
      );
      for (const socket of his) await socket.settled();
      await waitFor(async () => (await watermarks(bob, room.id)).lastReadSequence === 6, {
        timeout: 3000,
        message: "the watermark",
      });
      for (const socket of his) await socket[Symbol.asyncDispose]();
    });

    test("are told of all members at once to whoever comes, and of none in a crowd", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      for (const content of ["one", "two", "three"]) await alice.send(room.id, content);
      await using his = await bob.connect();
      his.say({ type: "mark_read", roomId: room.id, sequence: 1 });
      his.say({ type: "mark_delivered", roomId: room.id, sequence: 2 });
      await his.settled();
      const path = `/api/rooms/${room.id}/receipts`;
      const receiptOf = async ({ id }: Person) =>
        (await alice.call<{ receipts: Receipt[] }>("GET", path)).receipts.find(({ userId }) => userId === id);
      await waitFor(async () => (await receiptOf(bob))?.lastDeliveredSequence === 2, {
        message: "both watermarks",
      });
      expect(await receiptOf(bob)).toEqual({
        userId: bob.id,
        displayName: bob.username,
        avatarUrl: null,
        lastReadSequence: 1,
        lastDeliveredSequence: 2,
      });
      expect(await receiptOf(alice)).toMatchObject({ lastReadSequence: 3 });
      const crowd = await Promise.all(
        Array.from({ length: 49 }, () => people(system(), "many").then(Object.values)),
      );
      for (const { id: userId } of crowd.flat())
        await alice.call("POST", `/api/rooms/${room.id}/members`, { userId });
      expect(await alice.call<object>("GET", path)).toEqual({ receipts: [] });
    });

    test("are for members, and numbers", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("open");
      await alice.send(room.id, "hello");
      await using theirs = await mallory.connect();
      theirs.say({ type: "mark_read", roomId: room.id, sequence: 1 });
      theirs.say({ type: "mark_delivered", roomId: room.id, sequence: 1 });
      for (const _ of [1, 2]) expect(await theirs.next("error")).toMatchObject({ code: "not_found" });
      await using hers = await alice.connect();
      for (const sequence of [-1, 1.5, Number.MAX_SAFE_INTEGER * 2])
        hers.say({ type: "mark_read", roomId: room.id, sequence });
      for (const _ of [1, 2, 3]) expect(await hers.next("error")).toMatchObject({ code: "invalid_request" });
    });
  });
};
