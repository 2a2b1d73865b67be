import { describe, expect, test } from "bun:test";
import type { Member, MentionPage, Message, Room, ThreadPage } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, status, type Suite } from "../system.ts";
import {
  present,
  read,
  reply,
  setFollow,
  threadsOf,
  unreadOf,
  untilCounted,
  untilUnread,
} from "./thread-helpers.ts";

const onlineIn = async (person: Person, { id: roomId }: Room): Promise<string[]> => {
  const { members } = await person.call<{ members: Member[] }>("GET", `/api/rooms/${roomId}/members`);
  return members.filter(({ online }) => online).map(({ id }) => id);
};

export const following: Suite = (system) => {
  describe("following a thread", () => {
    test("is what its author, who replies, who is named and who asks do; each with what is unread to them", async () => {
      const { alice, bob, carol, dave, eve } = await people(system(), "alice", "bob", "carol", "dave", "eve");
      const room = await roomOf(alice, bob, carol, dave, eve);
      const root = await alice.send(room.id, `what does @${dave.username} say?`);
      await using socket = await alice.connect();
      // Who is not here is not told that something of theirs has changed.
      for (const there of everywhere(bob, system()))
        await waitFor(async () => (await onlineIn(there, room)).includes(alice.id), { message: "alice" });
      await reply(bob, root, "1");
      expect(await socket.next("own_changed")).toEqual({ type: "own_changed", thing: "threads" });
      await reply(bob, root, `2, @${carol.username}`);
      await untilUnread(alice, root, 2);
      await untilUnread(carol, root, 1);
      await untilUnread(dave, root, 2);
      expect(await unreadOf(bob)).toEqual([[root.id, 0]]);
      expect(await unreadOf(eve)).toEqual([]);
      expect(await setFollow(eve, root, "PUT")).toBe(204);
      expect(await unreadOf(eve)).toEqual([[root.id, 0]]);
      await reply(bob, root, "3");
      await untilUnread(eve, root, 1);
      expect(await eve.call<object>("GET", "/api/threads/unread")).toEqual({ count: 1, unnamed: 1 });
      await waitFor(
        async () => (await carol.call<{ count: number }>("GET", "/api/threads/unread")).count === 2,
        {
          message: "both to be unread to carol",
        },
      );
      expect(await carol.call<object>("GET", "/api/threads/unread")).toEqual({ count: 2, unnamed: 1 });
    });

    test("ends when they say so, whoever names them then, until they reply or ask for it again", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      const first = await reply(bob, root, "1");
      await untilUnread(alice, root, 1);
      for (const _ of [1, 2]) expect(await setFollow(alice, first, "DELETE")).toBe(204);
      await reply(bob, root, `@${alice.username}?`);
      await untilCounted(alice, root, 2);
      expect(await unreadOf(alice)).toEqual([]);
      await reply(alice, root, "here I am");
      await untilUnread(alice, root, 0);
      await setFollow(alice, root, "DELETE");
      await reply(bob, root, "gone again?");
      await untilCounted(alice, root, 4);
      for (const _ of [1, 2]) expect(await setFollow(alice, root, "PUT")).toBe(204);
      expect(await unreadOf(alice)).toEqual([[root.id, 0]]);
    });

    test("can be said no to before there is anything to follow", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      await setFollow(alice, root, "DELETE");
      await reply(bob, root, "1");
      await untilCounted(alice, root, 1);
      expect(await unreadOf(alice)).toEqual([]);
    });

    test("is read up to where they say, forward only, on all their devices", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      const [, second] = [
        await reply(bob, root, "1"),
        await reply(bob, root, "2"),
        await reply(bob, root, "3"),
      ];
      await untilUnread(alice, root, 3);
      const elsewhere = await Promise.all(everywhere(alice, system()).map((device) => device.connect()));
      await read(alice, root, second.sequence);
      for (const socket of elsewhere) await socket.next("own_changed");
      await untilUnread(alice, root, 1);
      await read(alice, root, 1);
      await read(alice, second, 2);
      expect(await unreadOf(alice)).toEqual([[root.id, 1]]);
      await read(alice, root, 1_000_000);
      await reply(bob, root, "4");
      await untilUnread(alice, root, 1);
      expect(await status(alice, "POST", "/api/threads/read")).toBe(204);
      expect(await alice.call<object>("GET", "/api/threads/unread")).toEqual({ count: 0, unnamed: 0 });
      for (const socket of elsewhere) await socket[Symbol.asyncDispose]();
      await expectInvalid(
        alice.request("POST", `/api/messages/${root.id}/thread/read`, { sequence: -1 }),
        "sequence",
      );
    });

    test("is unread again from a reply on, on all their devices, also where they did not follow it", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      await reply(bob, root, "1");
      const second = await reply(bob, root, "2");
      await untilUnread(alice, root, 2);
      await read(alice, root, second.sequence);
      await using elsewhere = await alice.at(system().urls.at(-1)!).connect();
      const again = (person: Person, { id }: Message) =>
        status(person, "POST", `/api/messages/${id}/thread/unread`);
      expect(await again(alice, second)).toBe(204);
      expect((await elsewhere.next("own_changed")).thing).toBe("threads");
      await untilUnread(alice, root, 1);
      expect(await again(alice, root)).toBe(204);
      await untilUnread(alice, root, 2);
      expect(await again(alice, second), "which takes nothing off").toBe(204);
      await untilUnread(alice, root, 2);
      await setFollow(alice, root, "DELETE");
      expect(await again(alice, second)).toBe(204);
      await untilUnread(alice, root, 1);
      expect(await again(mallory, second)).toBe(404);
    });

    test("counts by itself who is named in it, who has read that with it and not with the room", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const root = await alice.send(room.id, "root");
      const named = await reply(bob, root, `@${alice.username}`);
      await untilUnread(alice, root, 1);
      const state = async () => {
        const { mentions } = await alice.call<MentionPage>("GET", "/api/mentions");
        const page = await (await alice.request("GET", `/rooms/${room.id}`)).text();
        const link = page.match(/<a class="room-link[^>]*aria-current="page"[^>]*>/)?.[0];
        return [mentions[0]?.unread, link?.match(/data-named="(\d+)"/)?.[1]];
      };
      expect(await state()).toEqual([true, "0"]);
      await using socket = await alice.connect();
      socket.say({ type: "mark_read", roomId: room.id, sequence: named.sequence });
      await socket.next("message_read");
      expect(await state()).toEqual([true, "0"]);
      await read(alice, root, named.sequence);
      await waitFor(async () => (await state())[0] === false, { message: "it to be read" });
      await reply(bob, root, `in the room too, @${alice.username}`, { alsoInRoom: true });
      await waitFor(async () => (await state()).join() === "true,1", { message: "the room to count it" });
    });

    test("does not outlast the membership, and goes on with it", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await alice.createRoom("open");
      await bob.call("POST", `/api/rooms/${room.id}/join`);
      const root = await alice.send(room.id, "root");
      await reply(bob, root, "1");
      await reply(alice, root, "2");
      await untilUnread(bob, root, 1);
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      expect(await unreadOf(bob)).toEqual([]);
      expect(await bob.call<object>("GET", "/api/threads/unread")).toEqual({ count: 0, unnamed: 0 });
      for (const person of [bob, mallory]) {
        for (const method of ["PUT", "DELETE"])
          await expectProblem(person.request(method, `/api/messages/${root.id}/follow`), 404, "not_found");
        await expectProblem(
          person.request("POST", `/api/messages/${root.id}/thread/read`, { sequence: 1 }),
          404,
          "not_found",
        );
      }
      await expectProblem(mallory.request("PUT", "/api/messages/nonsense/follow"), 404, "not_found");
      await bob.call("POST", `/api/rooms/${room.id}/join`);
      await untilUnread(bob, root, 1);
    });

    test("is listed with the newest reply first, page by page, and unread ones alone", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const roots: Message[] = [];
      for (const turn of upTo(4)) roots.push(await alice.send(room.id, `root ${turn}`));
      for (const root of roots) await reply(bob, root, "1");
      await reply(bob, roots[0]!, "2");
      for (const [index, root] of roots.entries()) await untilUnread(alice, root, index === 0 ? 2 : 1);
      const order = [0, 3, 2, 1].map((index) => roots[index]!.id);
      const ids = ({ threads: found }: ThreadPage) => found.map(({ root }) => root.id);
      const page = await threadsOf(alice, "?limit=3");
      expect(page).toMatchObject({ hasMore: true });
      expect(ids(page)).toEqual(order.slice(0, 3));
      const rest = await threadsOf(alice, `?limit=3&before=${page.threads[2]!.lastReplyId}`);
      expect([ids(rest), rest.hasMore]).toEqual([order.slice(3), false]);
      await read(alice, roots[3]!, 1_000);
      expect(ids(await threadsOf(alice, "?unread=1"))).toEqual([order[0]!, ...order.slice(2)]);
      for (const query of ["limit=0", "before=x", "unread=perhaps"])
        await expectInvalid(alice.request("GET", `/api/threads?${query}`), query.split("=")[0]!);
    });
  });

  test("many who reply, delete, follow and read at once leave every count right", async () => {
    const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
    const room = await roomOf(alice, bob, carol);
    const root = await alice.send(room.id, "root");
    const callers = [alice, bob, carol].flatMap((person) => everywhere(person, system()));
    const sent = await Promise.all(
      upTo(60).map(async (turn) => {
        const caller = callers[turn % callers.length]!;
        const message = await reply(caller, root, `${turn}`);
        if (turn % 3 === 0) await caller.call("DELETE", `/api/messages/${message.id}`);
        if (turn % 5 === 0) await setFollow(caller, root, turn % 2 ? "PUT" : "DELETE");
        if (turn % 7 === 0) await read(caller, root, message.sequence);
        return { message, deleted: turn % 3 === 0 };
      }),
    );
    const kept = sent.filter(({ deleted }) => !deleted).map(({ message }) => message);
    const newest = kept.toSorted((a, b) => b.sequence - a.sequence);
    await waitFor(async () => (await present(bob, root))?.thread?.replyCount === kept.length, {
      message: "all to be counted",
    });
    expect((await present(bob, root))?.thread).toMatchObject({
      lastReplyAt: newest
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .at(-1)!,
      userIds: [...new Set(newest.map(({ senderId }) => senderId))],
    });
    for (const person of [alice, bob, carol]) {
      await setFollow(person, root, "PUT");
      const { threads: found } = await threadsOf(person);
      const { lastReadSequence, unreadCount } = found[0]!;
      const unread = kept.filter((each) => each.sequence > lastReadSequence && each.senderId !== person.id);
      expect(unreadCount).toBe(unread.length);
    }
    const { messages, revision } = await bob.call<{ messages: Message[]; revision: number }>(
      "GET",
      `/api/rooms/${room.id}/changes?after=0`,
    );
    expect(messages).toHaveLength(61);
    expect(Math.max(...messages.map((each) => each.revision))).toBe(revision);
  });
};
