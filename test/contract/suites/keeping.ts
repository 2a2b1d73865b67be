import { describe, expect, test } from "bun:test";
import type { Message, Reminder, RoomListItem, SavedMessage } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem, follow, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, status, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const pin = (person: Person, { id }: Pick<Message, "id">, method = "PUT") =>
  person.request(method, `/api/messages/${id}/pin`);
const pinsOf = async (person: Person, roomId: string) =>
  (await person.call<{ messages: Message[] }>("GET", `/api/rooms/${roomId}/pins`)).messages;
const save = (person: Person, { id }: Message, body = {}) =>
  person.request("PUT", `/api/messages/${id}/saved`, body);
const savedOf = async (person: Person, query = "") =>
  (await person.call<{ saved: SavedMessage[] }>("GET", `/api/saved${query}`)).saved;
const remind = (person: Person, { id }: Message, milliseconds: number) =>
  person.request("PUT", `/api/messages/${id}/reminder`, {
    at: new Date(Date.now() + milliseconds).toISOString(),
  });
const remindersOf = async (person: Person) =>
  (await person.call<{ reminders: Reminder[] }>("GET", "/api/reminders")).reminders;
const inRoom = async (person: Person, roomId: string) =>
  (await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms")).rooms.find(({ id }) => id === roomId);

export const keeping: Suite = (system) => {
  describe("pinning", () => {
    test("is a change of the room, once, for all who are in it", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const [first, second] = [await alice.send(room.id, "one"), await bob.send(room.id, "two")];
      const answer = await pin(bob, first);
      const pinned = (await answer.json()) as Message;
      expect([answer.status, pinned.revision, pinned.pinnedBy]).toEqual([200, 3, bob.id]);
      expect(((await (await pin(alice, first)).json()) as Message).revision).toBe(3);
      const heard = () => follow(socket.changesOf(room.id)).get(first.id);
      await waitFor(() => heard()?.pinnedAt, { message: "the pin" });
      expect(heard()).toEqual(pinned);
      await pin(alice, second);
      const listed = () => pinsOf(bob, room.id).then((all) => all.map(({ content }) => content));
      await waitFor(async () => (await listed()).length === 2, { message: "both in the list" });
      expect(await listed()).toEqual(["two", "one"]);
      const { pinnedAt, pinnedBy, ...unpinned } = pinned;
      expect([pinnedAt, pinnedBy]).toEqual([expect.any(String), bob.id]);
      expect(await (await pin(alice, first, "DELETE")).json()).toEqual({ ...unpinned, revision: 5 });
      for (const method of ["PUT", "DELETE"])
        await expectProblem(pin(mallory, second, method), 404, "not_found");
      await expectProblem(mallory.request("GET", `/api/rooms/${room.id}/pins`), 404, "not_found");
      await alice.call("DELETE", `/api/messages/${first.id}`);
      await expectProblem(pin(alice, first), 409, "conflict");
    });

    test("is for those who may write there: not for whoever is silenced", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, "one");
      const until = new Date(Date.now() + 60_000).toISOString();
      await alice.call("PUT", `/api/rooms/${room.id}/members/${bob.id}/silence`, { until });
      await expectProblem(pin(bob, message), 403, "forbidden");
      await pin(alice, message);
      await expectProblem(pin(bob, message, "DELETE"), 403, "forbidden");
      expect((await pinsOf(alice, room.id)).length).toBe(1);
    });

    test("of more than a hundred at once pins a hundred", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const sent = await Promise.all(upTo(103).map((turn) => alice.send(room.id, `${turn}`)));
      const devices = everywhere(alice, system());
      const answers = await Promise.all(
        sent.map(async (message, turn) => (await pin(devices[turn % devices.length]!, message)).status),
      );
      expect(answers.toSorted()).toEqual([...upTo(100).map(() => 200), 409, 409, 409]);
      await waitFor(async () => (await pinsOf(alice, room.id)).length === 100, { message: "a hundred pins" });
    });

    test("goes with the message, and comes back with it", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "pinned");
      await pin(alice, message);
      await alice.call("DELETE", `/api/messages/${message.id}`);
      await waitFor(async () => (await pinsOf(alice, room.id)).length === 0, { message: "no pin" });
      const back = await alice.call<Message>("POST", `/api/messages/${message.id}/restore`);
      expect(back.pinnedBy).toBe(alice.id);
    });
  });

  test("what a room tells of itself is not pinned, saved, remembered, forwarded or reported", async () => {
    const { alice, bob } = await people(system(), "alice", "bob");
    const room = await roomOf(alice, bob);
    await alice.call("PATCH", `/api/rooms/${room.id}`, { topic: "The sea" });
    const note = await waitFor(
      async () => (await bob.history(room.id)).messages.find(({ messageType }) => messageType === "system"),
      { message: "the note" },
    );
    const refused = [
      pin(bob, note),
      save(bob, note),
      remind(bob, note, 60_000),
      bob.request("POST", `/api/messages/${note.id}/forward`, { roomId: room.id }),
      bob.request("POST", `/api/messages/${note.id}/report`, { reason: "spam" }),
    ];
    for (const answer of refused) await expectProblem(answer, 409, "conflict");
    expect((await inRoom(alice, room.id))?.lastSequence).toBe(note.sequence);
  });

  describe("saving", () => {
    test("is for oneself, told to one's own connections, and can be done with", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [first, second] = [await alice.send(room.id, "one"), await alice.send(room.id, "two")];
      await using own = await bob.at(system().urls.at(-1)!).connect();
      await using other = await alice.connect();
      for (const message of [first, second, first]) expect((await save(bob, message)).status).toBe(204);
      expect((await own.next("own_changed")).thing).toBe("saved");
      expect((await savedOf(bob)).map(({ message }) => message.id)).toEqual([second.id, first.id]);
      expect(await savedOf(alice)).toEqual([]);
      await save(bob, first, { done: true });
      expect((await savedOf(bob)).map(({ message }) => message.content)).toEqual(["two"]);
      expect((await savedOf(bob, "?done=true")).map(({ message }) => message.content)).toEqual(["one"]);
      expect(await status(bob, "DELETE", `/api/messages/${second.id}/saved`)).toBe(204);
      expect(await savedOf(bob)).toEqual([]);
      await other.settled();
      expect(other.of("own_changed")).toEqual([]);
      expect((await inRoom(alice, room.id))?.revision).toBe(2);
    });

    test("shows nothing of a room that one left, nor of what was deleted", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const [kept, gone] = [await alice.send(room.id, "kept"), await alice.send(room.id, "gone")];
      for (const message of [kept, gone]) await save(bob, message);
      await expectProblem(save(mallory, kept), 404, "not_found");
      await alice.call("DELETE", `/api/messages/${gone.id}`);
      expect((await savedOf(bob)).map(({ message }) => message.content)).toEqual(["kept"]);
      await expectProblem(save(bob, gone), 409, "conflict");
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      expect(await savedOf(bob)).toEqual([]);
      expect(await status(bob, "DELETE", `/api/messages/${kept.id}/saved`)).toBe(204);
    });
  });

  describe("marking unread", () => {
    test("moves the caller back, on all their devices, and nobody else", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      for (const turn of upTo(5)) await alice.send(room.id, `${turn}`);
      await using own = await bob.at(system().urls.at(-1)!).connect();
      await using other = await alice.connect();
      own.say({ type: "mark_read", roomId: room.id, sequence: 5 });
      await own.next("message_read");
      const unread = (sequence: unknown) => bob.request("POST", `/api/rooms/${room.id}/unread`, { sequence });
      expect((await unread(3)).status).toBe(204);
      expect(await own.next("marked_unread")).toEqual({
        type: "marked_unread",
        roomId: room.id,
        sequence: 2,
      });
      await waitFor(async () => (await inRoom(bob, room.id))?.unreadCount === 3, { message: "3 unread" });
      expect((await unread(4)).status).toBe(204);
      await other.settled();
      expect(other.of("marked_unread")).toEqual([]);
      await own.settled();
      expect(own.of("marked_unread")).toHaveLength(1);
      for (const wrong of [0, -1, "x", null, 1.5]) await expectInvalid(unread(wrong), "sequence");
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      await expectProblem(unread(3), 404, "not_found");
    });
  });

  describe("a reminder", () => {
    test("is told once, when it is due, to whoever set it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [soon, later] = [await alice.send(room.id, "soon"), await alice.send(room.id, "later")];
      await using socket = await bob.at(system().urls.at(-1)!).connect();
      expect((await remind(bob, later, 3_600_000)).status).toBe(200);
      expect((await remind(bob, soon, 1500)).status).toBe(200);
      const told = async () => (await remindersOf(bob)).filter(({ toldAt }) => toldAt !== null);
      const [first] = await waitFor(async () => ((await told()).length ? told() : undefined), {
        timeout: 20_000,
        message: "the reminder to be told",
      });
      expect(first).toMatchObject({ message: { content: "soon" } });
      expect((await remindersOf(bob)).map(({ message }) => message.content)).toEqual(["soon", "later"]);
      await waitFor(() => socket.of("own_changed").length >= 3, { message: "word of it" });
      expect(await remindersOf(alice)).toEqual([]);
      expect(await status(bob, "DELETE", `/api/messages/${soon.id}/reminder`)).toBe(204);
      expect((await remindersOf(bob)).map(({ message }) => message.content)).toEqual(["later"]);
    });

    test("is set to one time, and to one that is to come", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("closed");
      const message = await alice.send(room.id, "x");
      for (const ahead of [60_000, 120_000]) expect((await remind(alice, message, ahead)).status).toBe(200);
      expect(await remindersOf(alice)).toHaveLength(1);
      await expectInvalid(remind(alice, message, -60_000), "at");
      await expectInvalid(remind(alice, message, 6 * 366 * 24 * 3_600_000), "at");
      await expectProblem(remind(mallory, message, 60_000), 404, "not_found");
      await alice.call("DELETE", `/api/messages/${message.id}`);
      expect(await remindersOf(alice)).toEqual([]);
    });
  });

  describe("forwarding", () => {
    const forward = (person: Person, { id }: Pick<Message, "id">, body: object) =>
      person.request("POST", `/api/messages/${id}/forward`, body);

    test("says elsewhere what was said, with a link that leads only those there who may read it", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const [secret, room] = [await roomOf(alice, bob), await roomOf(alice, carol)];
      const message = await bob.send(secret.id, `@${carol.username} first\nsecond`);
      const body = { roomId: room.id, comment: "see", clientMessageId: "f1" };
      const answer = await forward(alice, message, body);
      const forwarded = (await answer.json()) as Message;
      expect([answer.status, forwarded.senderId, forwarded.roomId]).toEqual([201, alice.id, room.id]);
      const link = `/rooms/${secret.id}?at=1#message-${message.id}`;
      expect(forwarded.content).toMatch(/^see\n\n> \*\*\[.*\]\(http/);
      expect(forwarded.content).toContain(link);
      expect(forwarded.content).toEndWith(`> \\@${carol.username} first\n> second`);
      expect((await forward(alice, message, body)).status).toBe(200);
      expect(await status(carol, "GET", `/api/rooms/${secret.id}`)).toBe(404);
      await expectProblem(forward(carol, message, { roomId: room.id }), 404, "not_found");
      await expectProblem(forward(bob, message, { roomId: room.id }), 404, "not_found");
    });

    test("goes to a person too, and to one place", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await alice.createRoom("closed");
      const message = await alice.send(room.id, "🦊".repeat(5000));
      const answer = await forward(alice, message, { userId: bob.id, comment: "x".repeat(2000) });
      const forwarded = (await answer.json()) as Message;
      expect([answer.status, forwarded.roomKind]).toEqual([201, "direct"]);
      expect([...forwarded.content].length).toBeLessThanOrEqual(5000);
      expect(forwarded.content).toEndWith("…");
      await expectInvalid(forward(alice, message, {}), "roomId");
      await expectInvalid(forward(alice, message, { roomId: room.id, userId: bob.id }), "roomId");
      await expectInvalid(forward(alice, message, { userId: bob.id, comment: "x".repeat(2001) }), "comment");
      await expectProblem(forward(alice, { id: UNKNOWN }, { userId: bob.id }), 404, "not_found");
    });
  });
};
