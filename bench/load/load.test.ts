import { describe, expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { ChunkedBody } from "./chunked.ts";
import { dialects, Kind } from "./dialects.ts";
import { maskedFrame, Opcode, readFrames } from "./frames.ts";
import { Histogram } from "./histogram.ts";
import { RequestClient } from "./requests.ts";
import { sentAt, StampedMessage } from "./stamp.ts";
import { Tally } from "./tally.ts";

const serverFrame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const short = payload.length < 126;
  const header = short ? [0x81, payload.length] : [0x81, 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from(header), payload]);
};

const unmasked = (frame: Buffer): string => {
  const header = (frame[1]! & 127) < 126 ? 2 : 4;
  const mask = frame.subarray(header, header + 4);
  return Buffer.from(frame.subarray(header + 4).map((byte, index) => byte ^ mask[index & 3]!)).toString();
};

/** Every way of cutting the bytes in two must give the same frames. */
test("frames are read whole however the network cuts them", () => {
  const texts = ["{}", "a".repeat(125), "b".repeat(126), "c".repeat(70)];
  const bytes = Buffer.concat(texts.map(serverFrame));
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const seen: string[] = [];
    const receiver = {
      frame: (_: number, all: Buffer, start: number, end: number) =>
        void seen.push(all.toString("utf8", start, end)),
    };
    const rest = readFrames(bytes.subarray(0, cut), receiver) ?? Buffer.alloc(0);
    expect(readFrames(Buffer.concat([rest, bytes.subarray(cut)]), receiver)).toBeNull();
    expect(seen).toEqual(texts);
  }
});

test("a masked frame unmasks to its text", () => {
  for (const text of ["hello", "x".repeat(300)]) {
    expect(unmasked(maskedFrame(Opcode.text, Buffer.from(text)).bytes)).toBe(text);
  }
});

describe("a stamped message", () => {
  test("differs from send to send, stays as long, and carries its time in its content", () => {
    const message = StampedMessage.frame(dialects.wisp, "room", 7, 128);
    const [first, second] = [unmasked(message.next()), unmasked(message.next(1234))].map((text) =>
      JSON.parse(text),
    );
    expect(first.content).toHaveLength(128);
    const bytes = Buffer.from(second.content);
    expect(sentAt(bytes, 0, bytes.length)).toBe(1234);
  });

  test("has an id in the order of time, as our own pages give", () => {
    const message = StampedMessage.frame(dialects.wisp, "room", 7, 128);
    const before = Date.now();
    const made = Array.from({ length: 5000 }, () => JSON.parse(unmasked(message.next())).clientMessageId);
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-000000000007$/);
    expect(made).toEqual([...new Set(made)].toSorted());
    const milliseconds = Number.parseInt(made[0].replaceAll("-", "").slice(0, 12), 16);
    expect(milliseconds).toBeWithin(before, Date.now() + 1);
  });

  test("has no time where there is none", () => {
    const bytes = Buffer.from('{"type":"pong"}');
    expect(sentAt(bytes, 0, bytes.length)).toBeNull();
  });
});

test("frames are told apart in both dialects", () => {
  const kindOf = (dialect: "wisp" | "socketio", text: string) =>
    dialects[dialect].classify(Buffer.from(text), 0, text.length);
  expect(kindOf("wisp", '{"type":"new_message","message":{}}')).toBe(Kind.delivery);
  expect(kindOf("wisp", '{"type":"message_ack"}')).toBe(Kind.ack);
  expect(kindOf("wisp", '{"type":"authenticated"}')).toBe(Kind.ready);
  for (const type of ["auth_error", "error"]) expect(kindOf("wisp", `{"type":"${type}"}`)).toBe(Kind.problem);
  for (const type of ["message_updated", "message_read", "online_users", "user_online", "pong"])
    expect(kindOf("wisp", `{"type":"${type}"}`)).toBe(Kind.other);
  expect(kindOf("socketio", '42["message",{}]')).toBe(Kind.delivery);
  expect(kindOf("socketio", '430["ts:"]')).toBe(Kind.ack);
  expect(kindOf("socketio", '40{"sid":""}')).toBe(Kind.ready);
  expect(kindOf("socketio", "2")).toBe(Kind.heartbeat);
  expect(kindOf("socketio", '44{"message":"no"}')).toBe(Kind.problem);
});

test("a histogram's percentiles are within three percent", () => {
  const histogram = new Histogram();
  expect(histogram.percentile(0.5)).toBeNull();
  for (let us = 1; us <= 10_000; us += 1) histogram.record(us);
  expect(histogram.percentile(0.5)! / 5000).toBeCloseTo(1, 1);
  expect(Math.abs(histogram.percentile(0.99)! / 9900 - 1)).toBeLessThan(0.03);
});

test("a chunked body ends where it ends, however it is cut", () => {
  const body = Buffer.from("5\r\nhello\r\n0a\r\n0\r\n\r\nworld\r\n0\r\n\r\n");
  for (let cut = 0; cut < body.length; cut += 1) {
    const reader = new ChunkedBody();
    expect(reader.read(body.subarray(0, cut))).toBe(false);
    expect(reader.read(body.subarray(cut))).toBe(true);
  }
});

describe("a client of HTTP", () => {
  test("asks again as soon as it is answered, with messages that differ", async () => {
    const bodies: { content: string; clientMessageId: string }[] = [];
    const tally = new Tally();
    tally.window = 1;
    await using server = Bun.serve({
      port: 0,
      fetch: async (request) => {
        bodies.push((await request.json()) as (typeof bodies)[number]);
        if (bodies.length === 3) tally.window = 0;
        // A stream has no length: it comes in chunks.
        return bodies.length === 2
          ? new Response(new Blob(["x".repeat(99_999)]).stream())
          : new Response("ok");
      },
    });
    const port = server.port!;
    const request = { method: "POST", path: "/", headers: {}, roomId: "room" } as const;
    const client = new RequestClient(request, 0, tally, 128, port);
    await client.open(port);
    client.ask();
    await waitFor(() => tally.acknowledged === 3);
    client.close();
    expect(new Set(bodies.map(({ clientMessageId }) => clientMessageId)).size).toBe(3);
    expect(bodies[0]?.content).toHaveLength(128);
    expect([...tally.problems]).toEqual([]);
  });

  test("reports an answer that is none", async () => {
    const tally = new Tally();
    await using server = Bun.serve({ port: 0, fetch: () => new Response("no", { status: 503 }) });
    const port = server.port!;
    const client = new RequestClient({ method: "GET", path: "/", headers: {} }, 0, tally, 128, port);
    await client.open(port);
    client.ask();
    await waitFor(() => tally.acknowledged === 1);
    client.close();
    expect([...tally.problems.keys()]).toEqual(["GET: 503 Service Unavailable"]);
  });
});
