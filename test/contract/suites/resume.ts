import { describe, expect, test } from "bun:test";
import type { ChangePage, Message } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { follow, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const stored = async (person: Person, roomId: string, after = 0) =>
  (await person.call<ChangePage>("GET", `/api/rooms/${roomId}/changes?after=${after}`)).messages;
const byRevision = (messages: Iterable<Message>) => [...messages].toSorted((a, b) => a.revision - b.revision);

export const resume: Suite = (system) => {
  describe("coming back", () => {
    test("brings what was missed, once each and in order, and then says so", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const [kept, toEdit, toDelete] = await Promise.all(
        ["kept", "to edit", "to delete"].map((content) => alice.send(room.id, content)),
      );
      const held = (await stored(bob, room.id)).at(-1)!.revision;
      expect(held).toBe(3);

      await alice.send(room.id, "new");
      const gone = await alice.send(room.id, "came and went");
      await alice.call("PATCH", `/api/messages/${toEdit!.id}`, { content: "edited" });
      await alice.call("PATCH", `/api/messages/${toEdit!.id}`, { content: "edited twice" });
      await alice.call("DELETE", `/api/messages/${toDelete!.id}`);
      await alice.call("DELETE", `/api/messages/${gone.id}`);

      await using socket = await bob.connect();
      socket.say({ type: "resume", rooms: { [room.id]: held } });
      expect((await socket.next("resumed")).rooms).toEqual({ [room.id]: 9 });
      const missed = follow(socket.changesOf(room.id), held);
      expect([...missed.values()]).toEqual(await stored(bob, room.id, held));
      expect([...missed.keys()]).not.toContain(kept!.id);
      expect(missed.get(toEdit!.id)?.content).toBe("edited twice");
      for (const { id } of [toDelete!, gone]) {
        expect(missed.get(id)?.content).toBe("");
        expect(missed.get(id)?.deletedAt).toBeString();
      }
      // Known before: it changed. Never seen: it is new, whatever became of it.
      const types = new Map(socket.changesOf(room.id).map(({ type, message }) => [message.id, type]));
      expect([types.get(toEdit!.id), types.get(gone.id)]).toEqual(["message_updated", "new_message"]);
      expect(socket.frames.at(-1)?.type).toBe("resumed");

      const message = await alice.send(room.id, "live again");
      await waitFor(() => socket.changesOf(room.id).at(-1)?.message.revision === 10);
      expect(follow(socket.changesOf(room.id), held).get(message.id)).toEqual(message);
    });

    test("to every node tells the same, also one that nobody had listened to", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await Promise.all(upTo(30).map((turn) => alice.send(room.id, `${turn}`)));
      const all = await stored(alice, room.id);
      for (const there of everywhere(bob, system())) {
        for (const from of [0, 7, 29, 30]) {
          await using socket = await there.connect();
          socket.say({ type: "resume", rooms: { [room.id]: from } });
          expect((await socket.next("resumed")).rooms).toEqual({ [room.id]: 30 });
          expect([...follow(socket.changesOf(room.id), from).values()]).toEqual(all.slice(from));
        }
      }
    });

    test("in the middle of a storm misses nothing and hears nothing twice", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const hers = await alice.send(room.id, "first");
      const storm = Promise.all([
        ...[alice, bob].flatMap((person) =>
          upTo(5).map(async (part) => {
            for (const turn of upTo(15)) await person.send(room.id, `${part} ${turn}`);
          }),
        ),
        (async () => {
          for (const turn of upTo(20))
            await alice.call("PATCH", `/api/messages/${hers.id}`, { content: `${turn}` });
        })(),
      ]);
      const total = 1 + 2 * 5 * 15 + 20;
      const comebacks = everywhere(carol, system()).flatMap((there) =>
        upTo(4).map(async (turn) => {
          await Bun.sleep(turn * 20);
          await using socket = await there.connect();
          socket.say({ type: "resume", rooms: { [room.id]: 0 } });
          const { rooms } = await socket.next("resumed");
          await storm;
          await waitFor(() => socket.changesOf(room.id).at(-1)?.message.revision === total, {
            message: "the newest change",
          });
          // Live changes may come before `resume` is heard: a client at 0 cannot place them. From its answer on all must fit.
          const events = socket.changesOf(room.id);
          const answer = events.findIndex(({ after }) => after === 0);
          expect(rooms[room.id]).toBeGreaterThan(0);
          return byRevision(follow(events.slice(answer)).values());
        }),
      );
      const results = await Promise.all(comebacks);
      const all = await stored(carol, room.id);
      expect(all.at(-1)?.revision).toBe(total);
      for (const result of results) expect(result).toEqual(all);
    });

    test("to a room one may not read is an error, and the others are resumed", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const [secret, own] = [await alice.createRoom("closed"), await mallory.createRoom()];
      await alice.send(secret.id, "between us");
      await mallory.send(own.id, "mine");
      await using socket = await mallory.connect();
      socket.say({ type: "resume", rooms: { [secret.id]: 0, [own.id]: 0 } });
      expect(await socket.next("error")).toMatchObject({ code: "not_found" });
      expect((await socket.next("resumed")).rooms).toEqual({ [own.id]: 1 });
      expect(JSON.stringify(socket.frames)).not.toContain("between us");
      await alice.send(secret.id, "still between us");
      await mallory.send(own.id, "the end");
      await socket.next("new_message", ({ message }) => message.content === "the end");
      expect(socket.changesOf(secret.id)).toEqual([]);
    });

    test("after too long is told to load the room afresh, and hears what comes", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      for (const part of upTo(7))
        await Promise.all(upTo(143).map((turn) => alice.send(room.id, `${part} ${turn}`)));
      const page = (after: number) =>
        bob.call<ChangePage>("GET", `/api/rooms/${room.id}/changes?after=${after}`);
      expect(await page(0)).toEqual({ messages: [], revision: 1001, reset: true });
      expect((await page(1)).messages.length).toBe(1000);
      await using socket = await bob.connect();
      socket.say({ type: "resume", rooms: { [room.id]: 0 } });
      expect(await socket.next("resync")).toEqual({ type: "resync", roomId: room.id });
      expect((await socket.next("resumed")).rooms).toEqual({});
      expect(socket.changesOf(room.id)).toEqual([]);
      await alice.send(room.id, "go on");
      expect(await socket.next("new_message")).toMatchObject({
        message: { content: "go on", revision: 1002 },
        after: 1001,
      });
      socket.say({ type: "resume", rooms: { [room.id]: 2 } });
      expect((await socket.next("resumed")).rooms).toEqual({ [room.id]: 1002 });
    });

    test("from ahead of the room is told to load it afresh", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      await alice.send(room.id, "hello");
      await using socket = await alice.connect();
      socket.say({ type: "resume", rooms: { [room.id]: 5 } });
      await socket.next("resync");
      expect((await socket.next("resumed")).rooms).toEqual({});
    });
  });
};
