import { describe, expect, test } from "bun:test";
import { people, roomOf, type Suite } from "../system.ts";

const ROOM = "01920000-0000-7000-8000-000000000000";

export const frames: Suite = (system) => {
  describe("a frame", () => {
    test("that makes no sense is answered with an error, and the connection goes on", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await alice.connect();
      await using witness = await bob.connect();
      const malformed = [
        "",
        "nonsense",
        "{",
        "null",
        "[]",
        "7",
        '"ping"',
        "{}",
        JSON.stringify({ type: "unknown" }),
        JSON.stringify({ type: "new_message" }),
        JSON.stringify({ type: ["ping"] }),
        JSON.stringify({ type: "ping", more: true }),
        JSON.stringify({ type: "send_message", roomId: room.id, content: "x" }),
        JSON.stringify({ type: "send_message", roomId: room.id, content: "x", clientMessageId: "é" }),
        JSON.stringify({ type: "send_message", roomId: room.id, content: 7, clientMessageId: "c" }),
        JSON.stringify({
          type: "send_message",
          roomId: room.id,
          content: "x",
          clientMessageId: "c",
          senderId: bob.id,
        }),
        JSON.stringify({ type: "send_message", roomId: "room", content: "x", clientMessageId: "c" }),
        JSON.stringify({ type: "typing_start" }),
        JSON.stringify({ type: "mark_read", roomId: room.id, sequence: "1" }),
        JSON.stringify({ type: "resume", rooms: [room.id] }),
        JSON.stringify({ type: "resume", rooms: { room: 1 } }),
        JSON.stringify({ type: "resume", rooms: { [room.id]: -1 } }),
      ];
      for (const frame of malformed) {
        socket.sendText(frame);
        const error = await socket.next("error");
        expect({ frame, code: error.code }).toEqual({ frame, code: "invalid_request" });
      }
      await socket.settled();
      await alice.send(room.id, "nothing happened");
      expect(await witness.next("new_message")).toMatchObject({
        message: { sequence: 1, revision: 1 },
        after: 0,
      });
      expect(witness.of("error")).toEqual([]);
    });

    test("that asks for what is not there is answered, and the connection goes on", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      for (const type of ["typing_start", "typing_stop", "join_room", "leave_room"] as const)
        socket.say({ type, roomId: ROOM });
      for (const type of ["mark_delivered", "mark_read"] as const)
        socket.say({ type, roomId: ROOM, sequence: 1 });
      for (const _ of [1, 2, 3, 4, 5, 6])
        expect(await socket.next("error")).toMatchObject({ code: "not_found" });
      await socket.settled();
    });

    test("ping is answered with pong, each", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      for (const _ of [1, 2, 3]) socket.say({ type: "ping" });
      for (const _ of [1, 2, 3]) expect(await socket.next("pong")).toEqual({ type: "pong" });
    });

    test("is text: a binary one ends the connection", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      socket.sendText(new TextEncoder().encode(JSON.stringify({ type: "ping" })));
      expect(await socket.closedWith()).toBe(4400);
      expect(socket.of("pong")).toEqual([]);
    });

    test("holds the longest message in its longest spelling, and one beyond all measure ends the connection", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await alice.connect();
      await using witness = await bob.connect();
      const escaped = "\\ud83e\\udd8a".repeat(5000);
      socket.sendText(
        `{"type":"send_message","roomId":"${room.id}","clientMessageId":"c1","content":"${escaped}"}`,
      );
      expect((await socket.next("message_ack")).message.content).toBe("🦊".repeat(5000));
      socket.sendText(
        JSON.stringify({
          type: "send_message",
          roomId: room.id,
          clientMessageId: "c2",
          content: "x".repeat(1024 * 1024),
        }),
      );
      expect(await socket.closedWith()).toBe(1009);
      await witness.settled();
      expect((await alice.history(room.id)).messages.length).toBe(1);
    });

    test("after frame, more than anyone can handle, ends the connection as flooding, and nobody else's", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using socket = await alice.connect();
      await using witness = await bob.connect();
      for (let turn = 0; turn < 20_000 && !socket.closed; turn += 1) {
        socket.say({ type: "send_message", roomId: room.id, content: "flood", clientMessageId: `f${turn}` });
      }
      expect(await socket.closedWith()).toBe(4429);
      await witness.settled();
      await using again = await alice.connect();
      again.say({ type: "resume", rooms: { [room.id]: Number.MAX_SAFE_INTEGER } });
      await again.next("resumed");
      // Whatever was acknowledged is there.
      const { lastSequence } = await alice.call<{ lastSequence: number }>("GET", `/api/rooms/${room.id}`);
      expect(lastSequence).toBeGreaterThanOrEqual(socket.of("message_ack").length);
    });
  });
};
