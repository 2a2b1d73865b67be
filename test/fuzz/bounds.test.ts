/** What the campaigns of scale.test.ts found, and what they cannot see: one input each, and what it must come to. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { closeCode } from "../../src/lib/contract/frames.ts";
import { AppError } from "../../src/lib/errors.ts";
import { explain } from "../../src/routes/problem.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { deflated, rawFrame } from "./socket-shapes.ts";
import { SocketWire } from "./socket-wire.ts";
import { expectProblem } from "./stage.ts";
import { within, Wire } from "./wire.ts";

let app: TestApp;
let person: Person;
beforeAll(async () => {
  // The product's own rates of frames, and as many registrations as it takes.
  app = await startApp({ RATE_LIMITS: "on", SOCKET_COMPRESSION: "on" });
  person = await Person.register(app.url);
});
afterAll(() => app[Symbol.asyncDispose]());

async function metric(name: string): Promise<string[]> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  return text.split("\n").filter((line) => line.startsWith(`${name}{`));
}

async function enter(): Promise<SocketWire> {
  const socket = await SocketWire.open(app.port);
  expect(await socket.authenticate(person.token ?? "")).toBe(true);
  return socket;
}

test("a form that cannot be read is its sender's mistake, and no fault of ours", async () => {
  for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"])
    for (const body of ["", "garbage", '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nabc']) {
      const answer = await fetch(`${app.url}/sign-in`, {
        method: "POST",
        headers: { "content-type": type, origin: app.url },
        body,
      });
      expect(answer.status).toBe(400);
    }
  expect(await metric("wisp_errors_total")).toEqual([expect.stringMatching(/ 0$/)]);
});

test("a compressed body is refused, however it is compressed", async () => {
  for (const [encoding, body] of [
    ["gzip", Bun.gzipSync('{"name":"compressed"}')],
    ["br", "{}"],
    ["gzip, gzip", '{"name":"not compressed at all"}'],
  ] as const) {
    const answer = await fetch(`${app.url}/api/rooms`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${person.token}`,
        "content-type": "application/json",
        "content-encoding": encoding,
      },
      body,
    });
    expect(answer.status).toBe(415);
    await expectProblem(answer);
  }
});

test("an answer does not repeat at length what was sent", async () => {
  const keys = Array.from({ length: 30 }, (_, at) => [`${at}${"k".repeat(1900)}`, 1]);
  const answer = await person.request("POST", "/api/rooms", { name: "a", ...Object.fromEntries(keys) });
  expect(answer.status).toBe(400);
  expect((await answer.text()).length).toBeLessThan(2000);
  const socket = await enter();
  await using wire = socket.wire;
  const answered = new Promise<Buffer>((resolve) => (socket.onText = resolve));
  const rooms = Object.fromEntries(keys);
  wire.write(rawFrame(1, JSON.stringify({ type: "resume", rooms })));
  expect((await within(answered, () => "an error")).length).toBeLessThan(2000);
});

test("codes that clients make up do not become series of their own", async () => {
  for (const code of [3000, 3999, 4000, 4321, 4999]) {
    const { wire } = await SocketWire.open(app.port);
    wire.write(rawFrame(8, Buffer.from([code >> 8, code & 255])));
    await within(wire.closed, () => `the end by ${code}`);
  }
  await waitFor(async () =>
    (await metric("wisp_socket_closes_total")).some((line) => /"other".* 5$/.test(line)),
  );
  const named = (await metric("wisp_socket_closes_total")).map((line) =>
    Number(/code="(\d+)"/.exec(line)?.[1]),
  );
  expect(named.filter((code) => code >= 3000 && code < 4400)).toEqual([]);
});

test("pings count as frames: a flood of them ends its connection", async () => {
  const socket = await enter();
  socket.wire.write(Buffer.concat(Array.from({ length: 2000 }, () => rawFrame(9, "x"))));
  await within(socket.wire.closed, () => "the end of a flood");
  expect(socket.closeCode).toBe(closeCode.flooding);
});

test("a frame is bounded by what it inflates to", async () => {
  for (const megabytes of [1, 64]) {
    const socket = await enter();
    const bomb = deflated(Buffer.alloc(megabytes << 20, 0x61));
    expect(bomb.length).toBeLessThan(megabytes * 2000);
    socket.wire.write(rawFrame(1, bomb, { reserved: 4 }));
    await within(socket.wire.closed, () => "the end of a bomb");
    expect(socket.closeCode).toBe(closeCode.tooLarge);
  }
});

test("a body far beyond the limit is not waited for", async () => {
  await using wire = await Wire.connect(app.port);
  let answer = "";
  wire.onData = (chunk) => (answer += chunk.toString());
  wire.write("POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n{");
  await within(wire.closed, () => "the end of the connection");
  expect(answer).toStartWith("HTTP/1.1 413");
});

test("a fault in a request is told as one, with the request's id", () => {
  const faults: string[] = [];
  const request = { var: { requestId: "r1" } } as unknown as Parameters<typeof explain>[0];
  const onFault = (error: unknown, requestId: string) => void faults.push(`${String(error)} ${requestId}`);
  expect(explain(request, new Error("out of order"), { onFault }).status).toBe(503);
  expect(faults).toEqual(["Error: out of order r1"]);
  expect(explain(request, new AppError("conflict", "taken"), { onFault }).status).toBe(409);
  expect(faults).toHaveLength(1);
});
