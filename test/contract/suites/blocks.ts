import { describe, expect, test } from "bun:test";
import type { Message, MessagePage, Profile, Room, User } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, status, type Suite } from "../system.ts";
import { named } from "./mentions.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const block = (person: Person, { id }: Person) => status(person, "PUT", `/api/users/${id}/block`);
const unblock = (person: Person, { id }: Person) => status(person, "DELETE", `/api/users/${id}/block`);
const write = (from: Person, to: Person, content = "psst") =>
  from.request("POST", `/api/direct-messages/${to.id}`, { content });
const open = (from: Person, ...others: Person[]) =>
  from.request("POST", "/api/direct-messages", { userIds: others.map(({ id }) => id) });
const blocked = async (person: Person) =>
  (await person.call<{ users: User[] }>("GET", "/api/users/me/blocks")).users.map(({ id }) => id);

export const blocks: Suite = (system) => {
  describe("whoever is blocked", () => {
    test("is on a list that only the blocker sees, and can be taken off it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await using socket = await alice.connect();
      for (const caller of everywhere(alice, system())) expect(await block(caller, bob)).toBe(204);
      expect(await socket.next("own_changed")).toEqual({ type: "own_changed", thing: "blocks" });
      expect(await blocked(alice)).toEqual([bob.id]);
      expect(await blocked(bob)).toEqual([]);
      expect(await alice.call<Profile>("GET", `/api/users/${bob.id}`)).toMatchObject({ blocked: true });
      expect(await bob.call<Profile>("GET", `/api/users/${alice.id}`)).toMatchObject({ blocked: false });
      for (const caller of everywhere(alice, system())) expect(await unblock(caller, bob)).toBe(204);
      expect(await blocked(alice)).toEqual([]);
    });

    test("is somebody else, and exists", async () => {
      const { alice } = await people(system(), "alice");
      await expectInvalid(alice.request("PUT", `/api/users/${alice.id}/block`), "id");
      await expectProblem(alice.request("PUT", `/api/users/${UNKNOWN}/block`), 404, "not_found");
      expect(await status(alice, "DELETE", `/api/users/${UNKNOWN}/block`)).toBe(204);
    });

    test("opens no direct room and writes in none, in words that do not say why", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await block(alice, bob);
      for (const refused of [open(bob, alice), write(bob, alice)])
        expect((await expectProblem(refused, 403, "forbidden")).detail).toBe(
          "This person does not take messages from you.",
        );
      for (const refused of [open(alice, bob), write(alice, bob)])
        expect((await expectProblem(refused, 403, "forbidden")).detail).toBe("You blocked this person.");
      await unblock(alice, bob);
      expect((await write(bob, alice)).status).toBe(201);
    });

    test("goes on reading the room that there was, and writes in rooms of more", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const { roomId } = (await (await write(bob, alice, "before")).json()) as Message;
      const shared = await roomOf(alice, bob);
      const circle = (await (await open(carol, alice, bob)).json()) as Room;
      await block(alice, bob);
      await expectProblem(write(bob, alice), 403, "forbidden");
      await expectProblem(
        bob.request("POST", `/api/rooms/${roomId}/messages`, { content: "here?" }),
        403,
        "forbidden",
      );
      const history = await bob.call<MessagePage>("GET", `/api/direct-messages/${alice.id}`);
      expect(history.messages.map(({ content }) => content)).toEqual(["before"]);
      expect((await open(bob, alice)).status).toBe(200);
      await bob.send(shared.id, "to everyone");
      await bob.send(circle.id, "to the circle");
    });

    test("changes, answers, pins and votes on nothing there any more, and may delete what is theirs", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const said = (await (await write(bob, alice, "before")).json()) as Message;
      const heard = await alice.send(said.roomId, "hello");
      const poll = { question: "When?", options: ["now", "later"] };
      const { id: asked } = await alice.call<Message>("POST", `/api/rooms/${said.roomId}/polls`, poll);
      await block(alice, bob);
      const tries: [method: string, path: string, body?: unknown][] = [
        ["PATCH", said.id, { content: "psst" }],
        ["PUT", `${heard.id}/reactions/${encodeURIComponent("👎")}`],
        ["PUT", `${said.id}/pin`],
        ["PUT", `${asked}/votes`, { options: [0] }],
      ];
      await using socket = await alice.connect();
      for (const [method, path, body] of tries) {
        const refused = bob.request(method, `/api/messages/${path}`, body);
        expect((await expectProblem(refused, 403, "forbidden")).detail).toBe(
          "This person does not take messages from you.",
        );
      }
      await socket.settled();
      expect(socket.changesOf(said.roomId)).toEqual([]);
      expect(await status(bob, "DELETE", `/api/messages/${said.id}`)).toBe(204);
    });

    test("calls nobody who blocked them by name, alone or with all of a room", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      await block(alice, bob);
      await bob.send(room.id, `@${alice.username} @${carol.username}`);
      await bob.send(room.id, "@room");
      await carol.send(room.id, `@${alice.username}`);
      await waitFor(async () => (await named(alice)).length === 1);
      await waitFor(async () => (await named(carol)).length === 2);
      expect((await named(alice)).map(({ message }) => message.senderId)).toEqual([carol.id]);
      const edited = await bob.send(room.id, "later");
      await bob.call("PATCH", `/api/messages/${edited.id}`, { content: `@${alice.username}` });
      expect(await named(alice)).toHaveLength(1);
    });

    test("either writes before the block or not at all, and the room has no holes", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const { roomId } = (await (await write(bob, alice, "first")).json()) as Message;
      const attempts = Array.from({ length: 30 }, async (_, turn) => {
        if (turn === 10) return block(alice, bob);
        return (await write(bob.at(system().urls[turn % system().urls.length]!), alice, `${turn}`)).status;
      });
      const statuses = await Promise.all(attempts);
      expect(new Set(statuses)).toSatisfy((seen) =>
        [...seen].every((each) => [201, 204, 403].includes(each)),
      );
      const stored = statuses.filter((each) => each === 201).length;
      const { messages } = await alice.history(roomId, "?limit=100");
      expect(messages.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: stored + 1 }, (_, index) => index + 1),
      );
      await expectProblem(write(bob, alice, "after"), 403, "forbidden");
    });

    test("opens a room before the block, or none", async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const { alice, bob } = await people(system(), "alice", "bob");
        const [, opened] = await Promise.all([block(alice, bob), open(bob, alice)]);
        expect([201, 403]).toContain(opened.status);
        expect((await open(bob, alice)).status).toBe(opened.status === 201 ? 200 : 403);
      }
    });
  });
};
