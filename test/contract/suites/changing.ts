import { describe, expect, test } from "bun:test";
import type { ChangePage, Message, MessageVersion } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { ascending, expectProblem, follow, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, status, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const edit = (person: Person, { id }: Message, content: string) =>
  person.request("PATCH", `/api/messages/${id}`, { content });
const remove = (person: Person, { id }: Message) => person.request("DELETE", `/api/messages/${id}`);
const restore = (person: Person, { id }: Message) => person.request("POST", `/api/messages/${id}/restore`);
const versionsOf = async (person: Person, { id }: Message) =>
  (await person.call<{ versions: MessageVersion[] }>("GET", `/api/messages/${id}/versions`)).versions;
/** As the primary has it: a page of history may come from a replica that has yet to hear of the change. */
const shown = async (person: Person, { roomId, id }: Message) => {
  const { messages } = await person.call<ChangePage>("GET", `/api/rooms/${roomId}/changes?after=0`);
  return messages.find((message) => message.id === id);
};

export const changing: Suite = (system) => {
  describe("what a message was", () => {
    test("is told to who can read it, the latest first, and of no deleted one", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const message = await alice.send(room.id, "one");
      expect(await versionsOf(bob, message)).toEqual([]);
      for (const content of ["two", "three"]) expect((await edit(alice, message, content)).status).toBe(200);
      const [second, first] = await versionsOf(bob, message);
      expect([second?.content, first?.content]).toEqual(["two", "one"]);
      expect([first?.writtenAt, second?.writtenAt]).toEqual([message.createdAt, first?.replacedAt]);
      for (const id of [message.id, UNKNOWN])
        await expectProblem(mallory.request("GET", `/api/messages/${id}/versions`), 404, "not_found");
      await remove(alice, message);
      expect(await versionsOf(bob, message)).toEqual([]);
    });

    test("is not added to by the same words again", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const message = await alice.send(room.id, "same");
      const again = await edit(alice, message, " same ");
      expect([again.status, await again.json()]).toEqual([200, message]);
      expect(await versionsOf(alice, message)).toEqual([]);
    });
  });

  describe("taking a deletion back", () => {
    test("brings the message back as it was, to everybody, as a change of its room", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const message = await alice.send(room.id, `hello @${bob.username}`);
      await edit(alice, message, `hello again @${bob.username}`);
      const before = await shown(bob, message);
      await remove(alice, message);
      expect(await shown(bob, message)).toMatchObject({ content: "", deletedBy: alice.id, revision: 3 });
      const answer = await restore(alice, message);
      expect([answer.status, await answer.json()]).toEqual([200, { ...before, revision: 4 }]);
      expect(await shown(bob, message)).toEqual({ ...before!, revision: 4 });
      const heard = () => follow(socket.changesOf(room.id)).get(message.id);
      await waitFor(() => heard()?.revision === 4, { message: "the last change" });
      expect(heard()?.content).toBe(`hello again @${bob.username}`);
      expect((await versionsOf(bob, message)).map(({ content }) => content)).toEqual([message.content]);
      const again = await restore(alice, message);
      expect([again.status, ((await again.json()) as Message).revision]).toEqual([200, 4]);
    });

    test("is for whoever deleted it, as long as they are in the room", async () => {
      const { alice, bob, carol, mallory } = await people(system(), "alice", "bob", "carol", "mallory");
      const room = await roomOf(alice, bob, carol);
      const message = await bob.send(room.id, "taken away");
      await remove(alice, message);
      expect(await shown(bob, message)).toMatchObject({ content: "", deletedBy: alice.id });
      for (const person of [bob, carol]) await expectProblem(restore(person, message), 403, "forbidden");
      await expectProblem(restore(mallory, message), 404, "not_found");
      expect((await restore(alice, message)).status).toBe(200);
      await remove(bob, message);
      await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
      await expectProblem(restore(bob, message), 404, "not_found");
      expect((await shown(alice, message))?.content).toBe("");
    });
  });

  describe("a moderator", () => {
    test("deletes what others say, and edits nothing of it; a member does neither", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const message = await bob.send(room.id, "mine");
      await expectProblem(edit(alice, message, "yours"), 403, "forbidden");
      await expectProblem(remove(carol, message), 403, "forbidden");
      expect((await remove(alice, message)).status).toBe(204);
      const gone = await shown(carol, message);
      expect(gone).toMatchObject({ content: "", deletedBy: alice.id, senderId: bob.id });
    });
  });

  describe("changes of one message at once", () => {
    test("happen one after the other, and each leaves what it replaced", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await bob.connect();
      const message = await alice.send(room.id, "0");
      const devices = everywhere(alice, system());
      const answers = await Promise.all(
        upTo(24).map((turn) => edit(devices[turn % devices.length]!, message, `${turn}`)),
      );
      expect(answers.map(({ status: code }) => code)).toEqual(answers.map(() => 200));
      const told = (await Promise.all(answers.map((answer) => answer.json()))) as Message[];
      expect(ascending(told.map(({ revision }) => revision))).toEqual(upTo(24).map((turn) => turn + 1));
      const last = told.find(({ revision }) => revision === 25)!;
      expect(await shown(bob, message)).toEqual(last);
      const versions = await versionsOf(bob, message);
      const byRevision = told.toSorted((a, b) => b.revision - a.revision).map(({ content }) => content);
      expect(versions.map(({ content }) => content)).toEqual([...byRevision.slice(1), "0"]);
      const heard = () => follow(socket.changesOf(room.id)).get(message.id);
      await waitFor(() => heard()?.revision === 25, { message: "the last of them" });
      expect(heard()).toEqual(last);
    });

    test("mix nothing, where some edit, some delete and some take it back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const devices = everywhere(alice, system());
      const message = await alice.send(room.id, "0");
      const accepted = new Set(["0"]);
      for (const round of upTo(6)) {
        await Promise.all(
          upTo(9).map(async (turn) => {
            const device = devices[turn % devices.length]!;
            const content = `${round}.${turn}`;
            if (turn % 3 === 0) await remove(device, message);
            else if (turn % 3 === 1) await restore(device, message);
            else if ((await edit(device, message, content)).status === 200) accepted.add(content);
          }),
        );
      }
      expect(await status(alice, "POST", `/api/messages/${message.id}/restore`)).toBe(200);
      const present = await shown(bob, message);
      const versions = (await versionsOf(bob, message)).map(({ content }) => content);
      expect([present!.content, ...versions].toSorted()).toEqual([...accepted].toSorted());
      const { messages, revision } = await bob.call<ChangePage>(
        "GET",
        `/api/rooms/${room.id}/changes?after=0`,
      );
      expect([messages, revision]).toEqual([[present!], present!.revision]);
    });
  });
};
