import { describe, expect, test } from "bun:test";
import type { Message, Room } from "../../../src/lib/contract/objects.ts";
import type { Person, SocketClient } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { follow, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const say = (socket: SocketClient, room: Room, content: string, clientMessageId: string) =>
  socket.say({ type: "send_message", roomId: room.id, content, clientMessageId });

/** All that the room has to tell, as a client that kept the contract's rule holds it. */
const holds = (socket: SocketClient, { id }: Pick<Room, "id">) => [...follow(socket.changesOf(id)).values()];

export const live: Suite = (system) => {
  describe("a message that is sent over the socket", () => {
    test("is acknowledged to its connection alone, once it is stored, and heard by every connection of every member", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using sender = await alice.connect();
      const listeners = await Promise.all(
        [...everywhere(alice, system()), ...everywhere(bob, system())].map((person) => person.connect()),
      );
      say(sender, room, "  hello ", "c1");
      const { clientMessageId, message } = await sender.next("message_ack");
      expect(clientMessageId).toBe("c1");
      expect(message).toMatchObject({
        content: "hello",
        clientMessageId: "c1",
        sequence: 1,
        revision: 1,
        senderId: alice.id,
        roomKind: "closed",
      });
      for (const listener of [sender, ...listeners]) {
        const { message: heard, after } = await listener.next("new_message");
        expect({ heard, after }).toEqual({ heard: message, after: 0 });
      }
      for (const there of everywhere(bob, system())) {
        const { messages } = await there.call<{ messages: Message[] }>(
          "GET",
          `/api/rooms/${room.id}/changes?after=0`,
        );
        expect(messages).toEqual([message]);
      }
      for (const listener of listeners) {
        await listener.settled();
        expect(listener.of("message_ack")).toEqual([]);
        expect(listener.of("new_message").length).toBe(1);
        await listener[Symbol.asyncDispose]();
      }
    });

    test("again finds the first, is acknowledged and not told again", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using sender = await alice.connect();
      await using listener = await bob.connect();
      for (const _ of [1, 2, 3]) say(sender, room, "once", "c1");
      const acks = [
        await sender.next("message_ack"),
        await sender.next("message_ack"),
        await sender.next("message_ack"),
      ];
      expect(new Set(acks.map(({ message }) => message.id)).size).toBe(1);
      say(sender, room, "twice", "c1");
      expect(await sender.next("error")).toMatchObject({ code: "conflict", clientMessageId: "c1" });
      say(sender, room, "the end", "c2");
      await listener.next("new_message", ({ message }) => message.content === "the end");
      expect(holds(listener, room).map(({ content }) => content)).toEqual(["once", "the end"]);
    });

    test("that cannot be stored is answered with an error that names it", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const [room, secret] = [await alice.createRoom(), await bob.createRoom("closed")];
      await using socket = await alice.connect();
      await using listener = await bob.connect();
      say(socket, room, " ", "empty");
      say(socket, room, "x".repeat(5001), "long");
      say(socket, secret, "let me in", "outside");
      socket.say({
        type: "send_message",
        roomId: room.id,
        content: "x",
        clientMessageId: "thread",
        threadRootId: secret.id,
      });
      for (const [clientMessageId, code] of [
        ["empty", "invalid_request"],
        ["long", "invalid_request"],
        ["outside", "not_found"],
        ["thread", "not_found"],
      ] as const) {
        const error = await waitFor(() =>
          socket.of("error").find((frame) => frame.clientMessageId === clientMessageId),
        );
        expect(error.code).toBe(code);
        expect(error.message).not.toBe("");
      }
      expect(socket.of("message_ack")).toEqual([]);
      await bob.send(secret.id, "still alone");
      expect(await listener.next("new_message")).toMatchObject({ message: { sequence: 1 }, after: 0 });
    });

    test("and those behind it are stored in the order in which one connection sent them", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      await using socket = await alice.connect();
      for (const turn of upTo(100)) say(socket, room, `${turn}`, `c${turn}`);
      await waitFor(() => socket.of("message_ack").length === 100);
      expect(holds(socket, room).map(({ content }) => Number(content))).toEqual(upTo(100));
    });
  });

  describe("what happens in a room", () => {
    test("reaches every member in the one order, without a hole, however many speak on whichever node", async () => {
      const { alice, bob, carol, dave } = await people(system(), "alice", "bob", "carol", "dave");
      const all = [alice, bob, carol, dave];
      const room = await roomOf(alice, bob, carol, dave);
      const sockets = await Promise.all(
        all.flatMap((person) => everywhere(person, system())).map((person) => person.connect()),
      );
      sockets.forEach((socket, at) =>
        upTo(10).forEach((turn) => say(socket, room, `${at} ${turn}`, `s${at}-${turn}`)),
      );
      await Promise.all(
        all.flatMap((person) => upTo(10).map((turn) => person.send(room.id, `over HTTP ${turn}`))),
      );
      const total = sockets.length * 10 + all.length * 10;
      for (const socket of sockets) {
        await waitFor(() => socket.changesOf(room.id).at(-1)?.message.revision === total, {
          message: "the newest change",
        });
        expect(holds(socket, room).map(({ sequence }) => sequence)).toEqual(upTo(total));
        await socket[Symbol.asyncDispose]();
      }
    });

    test("includes edits and deletions, each as the present state with its revision", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const listeners = await Promise.all(everywhere(bob, system()).map((person) => person.connect()));
      // A change that is overtaken by the next one is told with it.
      const untilTold = (revision: number) =>
        waitFor(
          () => listeners.every((each) => each.changesOf(room.id).at(-1)?.message.revision === revision),
          { message: `revision ${revision}` },
        );
      const message = await alice.send(room.id, "hello");
      await untilTold(1);
      const edited = await alice.call<Message>("PATCH", `/api/messages/${message.id}`, { content: "better" });
      await untilTold(2);
      await alice.call("DELETE", `/api/messages/${message.id}`);
      await untilTold(3);
      for (const listener of listeners) {
        const [created, changed, deleted] = listener.changesOf(room.id);
        expect([created, changed]).toEqual([
          { type: "new_message", message, after: 0 },
          { type: "message_updated", message: edited, after: 1 },
        ]);
        expect(deleted).toMatchObject({
          type: "message_updated",
          after: 2,
          message: { id: message.id, content: "", revision: 3, sequence: 1 },
        });
        expect(deleted?.message.deletedAt).toBeString();
        await listener[Symbol.asyncDispose]();
      }
    });

    test("is heard of the same way however it was done, without a hole among concurrent edits", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const listeners = await Promise.all([alice, bob].map((person) => person.connect()));
      const [hers, his] = [await alice.send(room.id, "hers"), await bob.send(room.id, "his")];
      const edit = (person: Person, { id }: Message, turn: number) =>
        person.call("PATCH", `/api/messages/${id}`, { content: `${turn}` });
      await Promise.all(upTo(20).flatMap((turn) => [edit(alice, hers, turn), edit(bob, his, turn)]));
      const { messages } = await alice.call<{ messages: Message[] }>(
        "GET",
        `/api/rooms/${room.id}/changes?after=0`,
      );
      for (const listener of listeners) {
        await waitFor(() => listener.changesOf(room.id).at(-1)?.message.revision === 42);
        expect(holds(listener, room).toSorted((a, b) => a.revision - b.revision)).toEqual(messages);
        await listener[Symbol.asyncDispose]();
      }
    });

    test("is nothing to anyone else", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const [secret, shared] = [await roomOf(alice, bob), await roomOf(alice, bob, mallory)];
      const strangers = await Promise.all(everywhere(mallory, system()).map((person) => person.connect()));
      await using socket = await alice.connect();
      const message = await alice.send(secret.id, "between us");
      socket.say({ type: "typing_start", roomId: secret.id });
      socket.say({ type: "mark_read", roomId: secret.id, sequence: 1 });
      await alice.call("PATCH", `/api/messages/${message.id}`, { content: "still between us" });
      await bob.call("DELETE", `/api/rooms/${secret.id}/leave`);
      await socket.settled();
      // What comes behind it on every path shows that the rest would have come.
      socket.say({ type: "typing_start", roomId: shared.id });
      await alice.send(shared.id, "for all of us");
      for (const stranger of strangers) {
        await stranger.next("user_typing");
        await stranger.next("new_message");
        expect(JSON.stringify(stranger.frames)).not.toContain(secret.id);
        expect(JSON.stringify(stranger.frames)).not.toContain("between us");
        await stranger[Symbol.asyncDispose]();
      }
    });
  });

  describe("a direct message over the socket", () => {
    test("opens its room, is acknowledged, and heard by every connection of both from the first word on", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await using hers = await alice.connect();
      const others = await Promise.all(
        [...everywhere(alice, system()), ...everywhere(bob, system())].map((person) => person.connect()),
      );
      hers.say({ type: "send_dm", recipientId: bob.id, content: "psst", clientMessageId: "d1" });
      const { message } = await hers.next("message_ack");
      expect(message).toMatchObject({
        roomKind: "direct",
        content: "psst",
        sequence: 1,
        clientMessageId: "d1",
      });
      others.at(-1)!.say({ type: "send_dm", recipientId: alice.id, content: "yes?", clientMessageId: "d2" });
      const answer = await others.at(-1)!.next("message_ack");
      expect(answer.message).toMatchObject({ roomId: message.roomId, sequence: 2 });
      for (const socket of [hers, ...others]) {
        await waitFor(() => socket.changesOf(message.roomId).at(-1)?.message.sequence === 2);
        expect(holds(socket, { id: message.roomId }).map(({ content }) => content)).toEqual(["psst", "yes?"]);
        await socket[Symbol.asyncDispose]();
      }
    });

    test("to somebody who does not exist is an error that names it", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      socket.say({
        type: "send_dm",
        recipientId: "01920000-0000-7000-8000-000000000000",
        content: "hello?",
        clientMessageId: "d1",
      });
      expect(await socket.next("error")).toMatchObject({ code: "not_found", clientMessageId: "d1" });
    });
  });
};
