import { describe, expect, test } from "bun:test";
import type { Message, MessagePage, Room, RoomListItem } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { people, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const openWith = (person: Person, ...others: Person[]) =>
  person.request("POST", "/api/direct-messages", { userIds: others.map(({ id }) => id) });
const directRoom = async (person: Person, ...others: Person[]) =>
  (await (await openWith(person, ...others)).json()) as Room;

export const direct: Suite = (system) => {
  describe("a direct room", () => {
    test("is one for one set of people, whoever opens it and in whatever order", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const first = await openWith(alice, bob, carol);
      expect(first.status).toBe(201);
      const room = (await first.json()) as Room;
      expect(room).toMatchObject({ kind: "direct", name: null });
      for (const [person, ...others] of [
        [alice, carol, bob],
        [bob, alice, carol],
        [carol, bob, bob, alice],
        [carol, carol, bob, alice],
      ] as const) {
        const again = await openWith(person, ...others);
        expect(again.status).toBe(200);
        expect(await again.json()).toEqual(room);
      }
      expect((await directRoom(alice, bob)).id).not.toBe(room.id);
    });

    test("is one also where everybody opens it at the same instant", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const everybody = [alice, bob, carol];
      const opening = everybody.flatMap((person) =>
        system().urls.flatMap((url) =>
          [1, 2, 3, 4].map(() => openWith(person.at(url), ...everybody.filter((other) => other !== person))),
        ),
      );
      const answers = await Promise.all(opening);
      const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Room).id));
      expect(new Set(ids).size).toBe(1);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([
        ...answers.slice(1).map(() => 200),
        201,
      ]);
      for (const person of everybody) {
        const { rooms } = await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms");
        expect(rooms.map(({ id }) => id)).toEqual([ids[0]!]);
      }
    });

    test("is for its people only", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await directRoom(alice, bob);
      await alice.send(room.id, "between us");
      for (const [method, path] of [
        ["GET", ""],
        ["GET", "/messages"],
        ["GET", "/members"],
        ["POST", "/join"],
      ] as const) {
        await expectProblem(mallory.request(method, `/api/rooms/${room.id}${path}`), 404, "not_found");
      }
      expect((await openWith(alice, mallory)).status).toBe(201);
      const invitation = await alice.request("POST", `/api/rooms/${room.id}/members`, { userId: mallory.id });
      expect(invitation.ok).toBe(false);
      await expectProblem(mallory.request("GET", `/api/rooms/${room.id}/messages`), 404, "not_found");
      const open = await (await mallory.request("GET", "/api/rooms?scope=open")).text();
      expect(open).not.toContain(room.id);
    });

    test("needs people who exist", async () => {
      const { alice } = await people(system(), "alice");
      const open = (userIds: unknown) => alice.request("POST", "/api/direct-messages", { userIds });
      await expectProblem(open([UNKNOWN]), 404, "not_found");
      await expectInvalid(open([]), "userIds");
      await expectInvalid(open("everyone"), "userIds");
      await expectInvalid(open(["bob"]), "userIds.0");
    });
  });

  describe("a direct message", () => {
    const send = (from: Person, to: Person, body: object) =>
      from.request("POST", `/api/direct-messages/${to.id}`, body);
    const history = (of: Person, other: Person, query = "") =>
      of.call<MessagePage>("GET", `/api/direct-messages/${other.id}${query}`);

    test("opens the room that it needs, and both read it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      expect(await history(alice, bob)).toEqual({ messages: [], hasMore: false });
      const response = await send(alice, bob, { content: "psst", clientMessageId: "d1" });
      expect(response.status).toBe(201);
      const message = (await response.json()) as Message;
      expect(message).toMatchObject({
        roomKind: "direct",
        sequence: 1,
        revision: 1,
        content: "psst",
        senderId: alice.id,
      });
      expect(message.roomId).toBe((await directRoom(bob, alice)).id);
      expect((await history(alice, bob)).messages).toEqual([message]);
      await waitFor(async () => (await history(bob, alice)).messages.length === 1, {
        timeout: 2000,
        message: "the message at bob's",
      });
      expect((await history(bob, alice)).messages).toEqual([message]);
    });

    test("is stored once, however often it is sent", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => send(alice, bob, { content: "psst", clientMessageId: "d1" })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201]);
      await expectProblem(send(alice, bob, { content: "other", clientMessageId: "d1" }), 409, "conflict");
      expect((await history(alice, bob)).messages.length).toBe(1);
    });

    test("has a history by cursor and needs somebody who exists", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      for (const content of ["one", "two", "three"]) await send(alice, bob, { content });
      const page = await history(alice, bob, "?before=3&limit=1");
      expect(page).toMatchObject({ messages: [{ content: "two", sequence: 2 }], hasMore: true });
      for (const path of [UNKNOWN, "nobody"]) {
        await expectProblem(alice.request("GET", `/api/direct-messages/${path}`), 404, "not_found");
        await expectProblem(
          alice.request("POST", `/api/direct-messages/${path}`, { content: "x" }),
          404,
          "not_found",
        );
      }
      await expectInvalid(send(alice, bob, { content: " " }), "content");
    });
  });
};
