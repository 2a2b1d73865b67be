/** Thousands of frames that make no sense, and bytes that are no frames: an error or a contract close, and nobody else notices. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { closeCode } from "../../src/lib/contract/frames.ts";
import { statusOf } from "../../src/lib/errors.ts";
import { parameters } from "../property/parameters.ts";
import { SocketClient } from "../support/client.ts";
import { clientFrame, RawSocket } from "../support/raw-socket.ts";
import { waitFor } from "../support/wait.ts";
import { Stage } from "./stage.ts";
import { brokenJson, strange, strangeIds, unknownField, wrongContents } from "./values.ts";

let stage: Stage;
beforeAll(async () => void (stage = await Stage.set()));
afterAll(() => stage[Symbol.asyncDispose]());

const text = (value: unknown) => JSON.stringify(value) ?? "";
const anyId = fc.oneof(strangeIds, strange, fc.constant("ROOM"));
const types = fc.constantFrom(
  "send_message",
  "send_dm",
  "typing_start",
  "typing_stop",
  "join_room",
  "leave_room",
  "mark_delivered",
  "mark_read",
  "resume",
  "ping",
);

/** Frames that may not succeed for somebody who is in no room, whatever is in them. */
const frames: fc.Arbitrary<string> = fc.oneof(
  brokenJson.map((bytes) => new TextDecoder().decode(bytes)).filter((broken) => broken.length < 60_000),
  strange.map(text),
  fc
    .record({
      type: fc.oneof(
        strange,
        fc.string(),
        fc.constantFrom("new_message", "authenticated", "__proto__", "toString"),
      ),
    })
    .map(text),
  fc.tuple(types, unknownField, strange).map(([type, name, value]) => text({ type, [name]: value })),
  fc.tuple(types, anyId, wrongContents).map(([type, roomId, content]) =>
    text({
      type,
      roomId,
      content,
      clientMessageId: "x",
      sequence: -1,
      ...(type === "ping" ? { more: 1 } : {}),
    }),
  ),
  fc
    .tuple(anyId, strange)
    .map(([roomId, clientMessageId]) =>
      text({ type: "send_message", roomId, content: "a", clientMessageId }),
    ),
  fc
    .tuple(fc.constantFrom("typing_start", "typing_stop", "leave_room", "join_room"), fc.uuid())
    .map(([type, roomId]) => text({ type, roomId })),
  fc.uuid().map((roomId) => text({ type: "send_message", roomId, content: "a", clientMessageId: "x" })),
  fc.uuid().map((recipientId) => text({ type: "send_dm", recipientId, content: "a", clientMessageId: "x" })),
  fc.constantFrom("typing_start", "join_room", "leave_room").map((type) => text({ type, roomId: "ROOM" })),
  fc.constant(text({ type: "send_message", roomId: "ROOM", content: "a", clientMessageId: "x" })),
  fc.constant(text({ type: "mark_read", roomId: "ROOM", sequence: 1 })),
  fc
    .tuple(fc.oneof(fc.uuid(), fc.constant("ROOM")), fc.nat())
    .map(([roomId, revision]) => text({ type: "resume", rooms: { [roomId]: revision } })),
  fc
    .tuple(strangeIds, strange)
    .map(([roomId, revision]) => text({ type: "resume", rooms: { [roomId]: revision } })),
);

test("every frame of a stranger that is wrong is answered with an error, in order, and the connection lives", async () => {
  let socket = await stage.stranger.connect();
  let answered = 0;
  const property = fc.asyncProperty(frames, async (frame) => {
    if (socket.closed) {
      // A hundred malformed ones in a row are enough.
      expect(socket.closed.code).toBe(closeCode.brokenProtocol);
      socket = await stage.stranger.connect();
      answered = 0;
    }
    const errors = () => socket.of("error");
    // An object's own prototype is no key: such a `resume` asks for nothing, and is answered with nothing.
    const nothing = socket.of("resumed").length;
    const asksNothing = () => frame.includes("__proto__") && socket.of("resumed").length > nothing;
    socket.sendText(frame.replace("ROOM", stage.room.id));
    await waitFor(() => errors().length > answered || socket.closed || asksNothing(), {
      interval: 0,
      message: `an answer to ${frame.slice(0, 300)}`,
    });
    if (socket.closed || errors().length === answered) return;
    answered = errors().length;
    const { code, message } = errors().at(-1) ?? { code: "", message: "" };
    expect(Object.keys(statusOf)).toContain(code);
    expect(code).not.toBe("unavailable");
    expect(message).toBeString();
    // Only what it was asked: nothing of a room that is not theirs.
    expect(
      socket.frames.filter(
        ({ type }) => !["authenticated", "online_users", "error", "resumed"].includes(type),
      ),
    ).toEqual([]);
  });
  try {
    await fc.assert(property, parameters(3000));
  } finally {
    await socket[Symbol.asyncDispose]();
  }
});

test("whoever does not say who they are first is told so and closed", async () => {
  const first = fc.oneof(
    frames,
    fc.oneof(fc.string(), strange).map((token) => text({ type: "authenticate", token })),
  );
  const property = fc.asyncProperty(first, async (frame) => {
    const socket = await SocketClient.open(stage.node.url);
    socket.sendText(frame);
    expect(await socket.closedWith()).toBe(closeCode.unauthenticated);
    expect(socket.frames.map(({ type }) => type)).toEqual(["auth_error"]);
  });
  await fc.assert(property, parameters(300));
});

test("frames that are too large, binary or not UTF-8 end the connection with the contract's code", async () => {
  const kinds = fc.oneof(
    fc.integer({ min: 64 * 1024 + 1, max: 200_000 }).map((size) => ({
      payload: "a".repeat(size) as string | Uint8Array<ArrayBuffer>,
      codes: [closeCode.tooLarge, 1006] as number[],
    })),
    fc
      .uint8Array({ maxLength: 40 })
      .map((bytes) => ({ payload: new Uint8Array(bytes), codes: [closeCode.brokenProtocol] as number[] })),
  );
  const property = fc.asyncProperty(kinds, async ({ payload, codes }) => {
    const socket = await stage.stranger.connect();
    socket.sendText(payload);
    expect(codes).toContain(await socket.closedWith());
  });
  await fc.assert(property, parameters(120));
});

test("those who go while they are let in leave nothing behind", async () => {
  const property = fc.asyncProperty(fc.array(fc.nat(2), { minLength: 5, maxLength: 10 }), async (delays) => {
    await Promise.all(
      delays.map(async (delay) => {
        const socket = await SocketClient.open(stage.node.url);
        socket.say({ type: "authenticate", token: stage.stranger.token ?? "" });
        if (delay > 0) await Bun.sleep(delay - 1);
        socket.terminate();
      }),
    );
  });
  await fc.assert(property, parameters(25));
});

test("bytes that are neither HTTP nor frames", async () => {
  const requests = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        "GET / HTTP/9.9\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [\r\n\r\n",
        "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET //// HTTP/1.1\r\nHost: \r\n\r\n",
        "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}",
        "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "POST /api/rooms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: x\r\n${"X: y\r\n".repeat(2000)}\r\n`,
        "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "GET /api/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ws?token=a HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \r\nCookie: wisp-access=%ff; =; \r\n\r\n",
      )
      .map((line) => Buffer.from(line)),
  );
  const property = fc.asyncProperty(requests, async (bytes) => {
    await using raw = await RawSocket.connect(stage.node.port);
    raw.write(bytes);
    raw.end();
    await waitFor(() => raw.ended || raw.text.length > 0, { interval: 1, timeout: 2000 }).catch(
      () => undefined,
    );
    expect(raw.text).not.toMatch(/^HTTP\/1\.1 50[0-4]/);
    expect(raw.text).not.toContain(import.meta.dir.slice(0, -"/test/fuzz".length));
  });
  await fc.assert(property, parameters(300));
});

test("bytes that are no frames, after a good handshake", async () => {
  const garbage = fc.oneof(
    fc
      .uint8Array({ minLength: 2, maxLength: 200 })
      .map((bytes) => ({ bytes: Buffer.from(bytes), random: true })),
    fc
      .constantFrom([0xc3, 0x28], [0xed, 0xa0, 0x80], [0xff])
      .map((bytes) => ({ bytes: clientFrame(new Uint8Array(bytes)), random: false })),
    // Not masked; a continuation of nothing; a ping that is too long.
    fc
      .constantFrom(
        Buffer.from([0x81, 0x02, 0x7b, 0x7d]),
        clientFrame("x", 0),
        clientFrame("x".repeat(200), 9),
      )
      .map((bytes) => ({ bytes, random: false })),
  );
  const property = fc.asyncProperty(garbage, async ({ bytes, random }) => {
    await using raw = await RawSocket.upgrade(stage.node.port);
    raw.write(bytes);
    // Some announce more than they bring, and would rightly be waited for.
    if (random) raw.end();
    await waitFor(() => raw.ended, {
      interval: 1,
      message: () => `the end of a connection that sent ${bytes.toString("hex").slice(0, 80)}`,
    });
  });
  await fc.assert(property, parameters(100));
});

test("after all of that nothing has changed", () => stage.expectUntouched());
