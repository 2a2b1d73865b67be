import { describe, expect, test } from "bun:test";
import type { RoomNote } from "../../../src/lib/contract/notes.ts";
import type { AuditPage, Message, Room, RoomListItem } from "../../../src/lib/contract/objects.ts";
import { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, follow } from "../expectations.ts";
import { people, roomOf, status, type Suite } from "../system.ts";

const set = (person: Person, { id }: Pick<Room, "id">, settings: object) =>
  person.request("PATCH", `/api/rooms/${id}`, settings);
const archive = (person: Person, { id }: Room) => person.request("POST", `/api/rooms/${id}/archive`);
const bringBack = (person: Person, { id }: Room) => person.request("DELETE", `/api/rooms/${id}/archive`);
const note = ({ content }: Message) => JSON.parse(content) as RoomNote;
const notesIn = async (person: Person, { id }: Room) =>
  (await person.history(id)).messages.filter(({ messageType }) => messageType === "system").map(note);
const mine = async (person: Person) =>
  (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms;
const owner = async (persons: Person[]) => {
  const me = persons.find(({ session }) => session.user.role === "owner");
  if (!me) throw new Error("nobody owns this place");
  return me;
};

export const roomSettings: Suite = (system) => {
  describe("what a room is", () => {
    test("is changed by its owner, in one step with a message that says so", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const answer = await set(alice, room, { name: " Tea ", topic: "and biscuits", slowMode: 0 });
      expect(answer.status).toBe(200);
      const changed = (await answer.json()) as Room;
      expect(changed).toMatchObject({ name: "Tea", topic: "and biscuits", lastSequence: 1, revision: 1 });

      const { room: told } = await socket.next("room_updated");
      expect(told).toEqual(changed);
      const { message } = await socket.next("new_message");
      expect(message).toMatchObject({ messageType: "system", senderId: alice.id, sequence: 1, revision: 1 });
      expect(note(message)).toEqual({ changed: { name: "Tea", topic: "and biscuits" } });
      expect(await bob.call<Room>("GET", `/api/rooms/${room.id}`)).toEqual(changed);
    });

    test("is caught up by who was away", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await alice.send(room.id, "hello");
      await set(alice, room, { description: "About tea.\n\nAnd what goes with it." });
      const { messages } = await bob.call<{ messages: Message[] }>(
        "GET",
        `/api/rooms/${room.id}/changes?after=1`,
      );
      expect(messages.map(note)).toEqual([
        { changed: { description: "About tea.\n\nAnd what goes with it." } },
      ]);
    });

    test("is no change where it was so before, nor said twice", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("open");
      for (const topic of ["tea", "tea", " tea "])
        expect((await set(alice, room, { topic })).status).toBe(200);
      for (const topic of ["", null]) expect((await set(alice, room, { topic })).status).toBe(200);
      expect(await notesIn(alice, room)).toEqual([
        { changed: { topic: "tea" } },
        { changed: { topic: null } },
      ]);
    });

    test("is for its owners and moderators, and for nobody outside", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      await expectProblem(set(bob, room, { topic: "mine" }), 403, "forbidden");
      await expectProblem(set(mallory, room, { topic: "mine" }), 404, "not_found");
      await expectProblem(set(alice, room, { isDefault: true }), 403, "forbidden");
      await alice.call("PATCH", `/api/rooms/${room.id}/members/${bob.id}`, { role: "moderator" });
      expect((await set(bob, room, { topic: "ours" })).status).toBe(200);
      await alice.call("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      await waitFor(async () => (await status(bob, "GET", `/api/rooms/${room.id}`)) === 404, {
        message: "the end of the membership",
      });
      await expectProblem(set(bob, room, { topic: "mine" }), 404, "not_found");
    });

    test("is on record where it came to something, and so is who was removed", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      for (const topic of ["tea", "tea"]) await set(alice, room, { topic, slowMode: 5 });
      for (const _ of [1, 2]) await archive(alice, room);
      await bringBack(alice, room);
      await alice.call("PATCH", `/api/rooms/${room.id}/members/${bob.id}`, { role: "moderator" });
      await alice.call("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      await alice.call("DELETE", `/api/rooms/${room.id}/leave`);
      const host = await owner(system().founders);
      const { entries } = await host.call<AuditPage>("GET", "/api/audit?limit=100");
      const done = entries.filter(({ roomId }) => roomId === room.id).toReversed();
      expect(done.map(({ action }) => action)).toEqual([
        ...["room.update", "room.archive", "room.restore", "membership.role", "membership.remove"],
      ] as (typeof done)[number]["action"][]);
    });

    test("has its limits", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("open");
      for (const [field, value] of Object.entries({
        name: "",
        topic: "x".repeat(251),
        description: "x".repeat(1001),
        posting: "nobody",
        slowMode: 21_601,
        messageLifetime: 0,
        isDefault: "yes",
      }))
        await expectInvalid(set(alice, room, { [field]: value }), field);
      expect((await set(alice, room, { kind: "closed" })).status).toBe(400);
      const direct = await alice.call<Room>("POST", "/api/direct-messages", { userIds: [bob.id] });
      expect((await set(alice, direct, { name: "us" })).ok).toBe(false);
      expect((await archive(alice, direct)).ok).toBe(false);
    });

    test("is in one order for all, however many change it at once", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const topics = Array.from({ length: 12 }, (_, index) => `topic ${index}`);
      const callers = system().urls.map((url) => alice.at(url));
      await Promise.all([
        ...topics.map((topic, index) => set(callers[index % callers.length]!, room, { topic })),
        ...topics.map((text) => bob.send(room.id, text)),
      ]);
      await waitFor(() => socket.changesOf(room.id).length === 24, { message: "all changes" });
      const held = [...follow(socket.changesOf(room.id)).values()];
      const last = held.filter(({ messageType }) => messageType === "system").at(-1);
      const present = async () => {
        const { topic } = await alice.call<Room>("GET", `/api/rooms/${room.id}`);
        return { changed: { topic } };
      };
      await waitFor(async () => Bun.deepEquals(last && note(last), await present()), {
        message: "the last of them to be what is",
      });
    });
  });

  describe("a message of the system", () => {
    test("is nobody's to edit or to write, and only a moderator's to delete", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await set(alice, room, { topic: `ask @${bob.username}` });
      const [message] = (await alice.history(room.id)).messages;
      const path = `/api/messages/${message!.id}`;
      await expectProblem(alice.request("PATCH", path, { content: "x" }), 403, "forbidden");
      await expectProblem(bob.request("DELETE", path), 403, "forbidden");
      expect(await status(alice, "DELETE", path)).toBe(204);
      await expectProblem(
        alice.request("POST", `/api/rooms/${room.id}/messages`, { content: "x", messageType: "system" }),
        400,
        "invalid_request",
      );
    });
  });

  describe("an archived room", () => {
    test("is read and not written, until it is brought back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const before = await bob.send(room.id, "before");
      await expectProblem(archive(bob, room), 403, "forbidden");
      expect((await archive(alice, room)).status).toBe(200);
      expect((await archive(alice, room)).status).toBe(200);
      await waitFor(
        async () => (await status(bob, "POST", `/api/rooms/${room.id}/messages`, { content: "x" })) === 403,
      );
      const edit = bob.request("PATCH", `/api/messages/${before.id}`, { content: "after" });
      await expectProblem(edit, 403, "forbidden");
      await expectProblem(set(alice, room, { topic: "x" }), 403, "forbidden");
      expect((await bob.history(room.id)).messages[0]).toEqual(before);
      const listed = (await mine(bob)).find(({ id }) => id === room.id);
      expect(listed?.archivedAt).toBeString();

      expect((await bringBack(alice, room)).status).toBe(200);
      expect((await bringBack(alice, room)).status).toBe(200);
      await bob.send(room.id, "back again");
      expect(await notesIn(bob, room)).toEqual([{ archived: true }, { archived: false }]);
    });

    test("is in no list of rooms to join", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("open");
      await archive(alice, room);
      const open = await (await alice.request("GET", "/api/rooms?scope=open")).text();
      expect(open).not.toContain(room.id);
    });
  });

  describe("a default room", () => {
    test("has every newcomer as a member, told to those who are there", async () => {
      const host = await owner(system().founders);
      const { alice } = await people(system(), "alice");
      const room = await host.createRoom("open");
      await alice.call("POST", `/api/rooms/${room.id}/join`);
      await host.send(room.id, "welcome");
      expect((await set(host, room, { isDefault: true })).status).toBe(200);
      try {
        await using socket = await alice.connect();
        const newcomer = await Person.register(system().urls.at(-1)!);
        expect((await mine(newcomer)).find(({ id }) => id === room.id)).toMatchObject({
          isDefault: true,
          unreadCount: 0,
          membership: { role: "member" },
        });
        await socket.next("user_joined", ({ user, roomId }) => user.id === newcomer.id && roomId === room.id);
        await newcomer.send(room.id, "thank you");
      } finally {
        await set(host, room, { isDefault: false });
      }
      const later = await Person.register(system().urls[0]!);
      expect(await mine(later)).toEqual([]);
    });

    test("is no closed one of which whoever chooses is no member", async () => {
      const host = await owner(system().founders);
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("closed");
      await expectProblem(set(host, room, { isDefault: true }), 404, "not_found");
      await alice.invite(room.id, host);
      expect((await set(host, room, { isDefault: true })).status).toBe(200);
      await host.call("DELETE", `/api/rooms/${room.id}/leave`);
      expect((await set(host, room, { isDefault: false })).status).toBe(200);
    });
  });
};
