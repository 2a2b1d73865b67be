import { describe, expect, test } from "bun:test";
import type { Absent, MentionPage, Message } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { people, roomOf, type Suite } from "../system.ts";

const page = (person: Person, query = "") => person.call<MentionPage>("GET", `/api/mentions${query}`);
/** What names a person, newest first. */
export const named = async (person: Person) => (await page(person)).mentions;
const namedTimes = (person: Person, count: number) =>
  waitFor(async () => (await named(person)).length === count, { message: `${count} mentions` });

export const mentions: Suite = (system) => {
  describe("messages that name somebody", () => {
    test("are one list over all rooms, newest first, which is told of and read on", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [one, two] = await Promise.all([roomOf(alice, bob), roomOf(alice, bob)]);
      await using socket = await bob.connect();
      const sent = [];
      for (const [turn, room] of [one, two, one].entries())
        sent.unshift((await alice.send(room.id, `${turn}: @${bob.username}`)).id);
      await namedTimes(bob, 3);
      expect(await socket.next("own_changed")).toEqual({ type: "own_changed", thing: "mentions" });
      expect((await named(bob)).map(({ message }) => message.id)).toEqual(sent);
      const first = await page(bob, "?limit=2");
      expect(first).toMatchObject({ hasMore: true, mentions: [{ unread: true }, { unread: true }] });
      const rest = await page(bob, `?before=${first.mentions[1]!.message.id}`);
      expect(rest).toMatchObject({ hasMore: false, mentions: [{ message: { id: sent[2] } }] });
      socket.say({ type: "mark_read", roomId: one.id, sequence: 1 });
      await waitFor(async () => (await named(bob)).map(({ unread }) => unread).join() === "true,true,false");
      await expectInvalid(bob.request("GET", "/api/mentions?before=1"), "before");
      await expectInvalid(bob.request("GET", "/api/mentions?limit=101"), "limit");
    });

    test("leave it when an edit names them no more, and come to whom it names instead", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const message = await alice.send(room.id, `@${bob.username}`);
      const all = await alice.send(room.id, "@room");
      await namedTimes(bob, 2);
      const edit = ({ id }: Message, content: string) =>
        alice.call("PATCH", `/api/messages/${id}`, { content });
      await edit(all, "@room, please");
      await edit(message, `@${carol.username}, I meant`);
      const ids = async (person: Person) => (await named(person)).map((each) => each.message.id);
      await waitFor(async () => (await ids(bob)).join() === all.id, { message: "bob to be named once" });
      await waitFor(async () => (await ids(carol)).join() === [all.id, message.id].join());
      await edit(all, "nobody");
      await waitFor(async () => (await ids(bob)).length === 0, { message: "bob not to be named" });
      expect(await ids(carol)).toEqual([message.id]);
    });

    test("leave it with the message, and with the room", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, `@${bob.username}`);
      await alice.send(room.id, `@${bob.username} again`);
      await namedTimes(bob, 2);
      await alice.call("DELETE", `/api/messages/${message.id}`);
      await namedTimes(bob, 1);
      await alice.call("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      await namedTimes(bob, 0);
    });
  });

  describe("people who are named", () => {
    test("and are not in the room are told of to whoever asks, and to nobody else", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob);
      const path = `/api/rooms/${room.id}/mentions?names=${bob.username},${carol.username},nobody_at_all`;
      const { absent, mayInvite } = await alice.call<Absent>("GET", path);
      expect(absent.map(({ id }) => id)).toEqual([carol.id]);
      expect(mayInvite).toBe(true);
      await expectProblem(carol.request("GET", path), 404, "not_found");
      await expectInvalid(alice.request("GET", `/api/rooms/${room.id}/mentions?names=No%21`), "names.0");
      await alice.send(room.id, `@${carol.username}`);
      await alice.send(room.id, `@${bob.username}`);
      await namedTimes(bob, 1);
      expect(await named(carol)).toEqual([]);
      await alice.invite(room.id, carol);
      expect(await alice.call<Absent>("GET", path)).toMatchObject({ absent: [] });
      expect(await named(carol)).toEqual([]);
    });

    test("in a direct room cannot be brought in", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const { id } = await alice.call<{ id: string }>("POST", "/api/direct-messages", { userIds: [bob.id] });
      const answer = await alice.call<Absent>("GET", `/api/rooms/${id}/mentions?names=${carol.username}`);
      expect(answer).toMatchObject({ mayInvite: false, absent: [{ id: carol.id }] });
    });
  });
};
