/** Thousands of malformed requests: each gets the contract's error, nothing is stored, nobody notices. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { SignJWT } from "jose";
import { parameters } from "../property/parameters.ts";
import { expectProblem, Stage } from "./stage.ts";
import { brokenJson, strange, strangeIds, unknownField, wrongContents } from "./values.ts";

let stage: Stage;
beforeAll(async () => void (stage = await Stage.set()));
afterAll(() => stage[Symbol.asyncDispose]());

type Sent = {
  method: string;
  path: string;
  body?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  expected: number[];
};

/** `ROOM` is the room of the member who asks; `MEMBER` the member. */
function send({ method, path, body, bytes, headers }: Sent, token = stage.member.token): Promise<Response> {
  const filled = path.replace("ROOM", stage.room.id).replace("MEMBER", stage.member.id);
  return fetch(stage.node.url + filled, {
    method,
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(bytes ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function expectRefused(sent: Sent, token?: string): Promise<void> {
  const response = await send(sent, token);
  if (!sent.expected.includes(response.status))
    throw new Error(
      `${sent.method} ${sent.path} was answered with ${response.status}: ${await response.text()}`,
    );
  await expectProblem(response);
}

const writes = fc.constantFrom(
  { method: "POST", path: "/api/rooms", required: "name" },
  { method: "POST", path: "/api/rooms/ROOM/messages", required: "content" },
  { method: "POST", path: "/api/rooms/ROOM/members", required: "userId" },
  { method: "POST", path: "/api/direct-messages", required: "userIds" },
  { method: "POST", path: "/api/direct-messages/MEMBER", required: "content" },
  { method: "POST", path: "/api/auth/register", required: "email" },
  { method: "POST", path: "/api/auth/login", required: "email" },
  { method: "PATCH", path: `/api/messages/${crypto.randomUUID()}`, required: "content" },
);

test("bodies that are no JSON", async () => {
  const property = fc.asyncProperty(writes, brokenJson, ({ method, path }, bytes) =>
    expectRefused({ method, path, bytes, expected: [400] }),
  );
  await fc.assert(property, parameters(1200));
});

test("fields of the wrong type, missing ones, and unknown ones", async () => {
  const bodies = fc.tuple(writes, strange, unknownField, strange, fc.boolean());
  const property = fc.asyncProperty(bodies, ([{ method, path, required }, value, extra, odd, add]) =>
    expectRefused({
      method,
      path,
      body: add ? { [required]: value, [extra]: odd } : Array.isArray(odd) ? odd : { [required]: value },
      expected: [400],
    }),
  );
  await fc.assert(property, parameters(1200));
});

test("contents and ids of messages that may not be", async () => {
  const ids = fc.oneof(fc.constantFrom("", "é", "a\nb", "a".repeat(65), "\u007f"), strange);
  const property = fc.asyncProperty(wrongContents, ids, fc.boolean(), (content, clientMessageId, which) =>
    expectRefused({
      method: "POST",
      path: "/api/rooms/ROOM/messages",
      body: which ? { content } : { content: "a", clientMessageId },
      expected: [400],
    }),
  );
  await fc.assert(property, parameters(600));
});

test("unknown ids, and rooms of others", async () => {
  const routes = fc.constantFrom(
    ["GET", "/api/rooms/ID"],
    ["POST", "/api/rooms/ID/join"],
    ["DELETE", "/api/rooms/ID/leave"],
    ["GET", "/api/rooms/ID/members"],
    ["GET", "/api/rooms/ID/messages"],
    ["GET", "/api/rooms/ID/changes?after=0"],
    ["PATCH", "/api/messages/ID"],
    ["DELETE", "/api/messages/ID"],
    ["POST", "/api/rooms/ID/messages"],
    ["DELETE", "/api/rooms/ROOM/members/ID"],
    ["GET", "/api/direct-messages/ID"],
    ["POST", "/api/direct-messages/ID"],
  ) as fc.Arbitrary<[string, string]>;
  const property = fc.asyncProperty(
    routes,
    fc.oneof(strangeIds, fc.constant("ROOM")),
    async ([method, route], id) => {
      const others = id === "ROOM" || route.includes("ROOM/members");
      const own = id === "ROOM" && (route.includes("direct-messages") || route.includes("members/ID"));
      const path = route.replace(
        "ID",
        own
          ? crypto.randomUUID()
          : /^[\w-]*$/.test(id)
            ? id
            : id.startsWith("%")
              ? id
              : encodeURIComponent(id),
      );
      const body = method === "POST" || method === "PATCH" ? { content: "a" } : undefined;
      const sent = { method, path, body, expected: [400, 403, 404, 405] };
      // An empty id makes another route of it, which may well answer.
      if (/\/(\/|$|\?)|\/\.\./.test(path) || path.includes("%2e"))
        await send(sent, stage.stranger.token).then((answer) => expect(answer.status).not.toBe(500));
      else await expectRefused(sent, others ? stage.stranger.token : stage.member.token);
    },
  );
  await fc.assert(property, parameters(1200));
});

test("cursors and limits out of range", async () => {
  const wrong = fc.oneof(
    fc.constantFrom("-1", "0.5", "NaN", "1e400", "abc", "9007199254740993", "{}", "1;2", "%F0%28"),
    fc.string({ minLength: 1 }).filter((text) => !Number.isInteger(Number(text))),
  );
  const property = fc.asyncProperty(
    fc.constantFrom("messages?before=", "messages?after=", "messages?limit=", "changes?after="),
    wrong,
    (route, value) =>
      expectRefused({
        method: "GET",
        path: `/api/rooms/ROOM/${route}${value.startsWith("%") ? value : encodeURIComponent(value)}`,
        expected: [400],
      }),
  );
  await fc.assert(property, parameters(500));
});

test("tokens that are forged, expired, cut or of nobody", async () => {
  const sign = (claims: Record<string, string>, secret: string, at: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(stage.member.id)
      .setIssuedAt(at)
      .setExpirationTime(at + 900)
      .sign(new TextEncoder().encode(secret));
  const now = Math.floor(Date.now() / 1000);
  const forged = await Promise.all([
    sign({ sid: crypto.randomUUID() }, "a secret that is not the node's own", now),
    sign({}, "x".repeat(32), now - 9000),
  ]);
  const [head = "", payload = "", signature = ""] = (stage.member.token ?? "").split(".");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const tokens = fc.oneof(
    fc.constantFrom(
      ...forged,
      `${none}.${payload}.`,
      `${head}.${payload}.`,
      `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${head}..${signature}`,
      "null",
      "a.b.c",
      "a".repeat(4000),
    ),
    fc.string({ unit: fc.constantFrom(..."abcXYZ019._-"), minLength: 1, maxLength: 80 }),
    fc
      .nat(payload.length - 1)
      .map(
        (at) =>
          `${head}.${payload.slice(0, at)}${payload[at] === "A" ? "B" : "A"}${payload.slice(at + 1)}.${signature}`,
      ),
  );
  const routes = fc.constantFrom(
    "/api/users/me",
    "/api/rooms",
    "/api/rooms/ROOM/messages",
    "/api/auth/logout",
  );
  const property = fc.asyncProperty(tokens, routes, (token, path) =>
    expectRefused({ method: path.endsWith("logout") ? "POST" : "GET", path, expected: [401] }, token),
  );
  await fc.assert(property, parameters(800));
});

test("foreign origins with the browser's cookie, bodies that are too large, and types that are no JSON", async () => {
  const cookie = `wisp-access=${stage.member.token}`;
  const origins = fc.constantFrom(
    "http://evil.example",
    "null",
    "http://wisp.example.evil.example",
    "https://wisp.example",
    "http://wisp.example:81",
    "file://",
    "http://",
  );
  const cases: fc.Arbitrary<[Sent, string | undefined]> = fc.oneof(
    origins.map((origin): [Sent, string] => [
      {
        method: "POST",
        path: "/api/rooms",
        body: { name: "forged" },
        headers: { cookie, origin },
        expected: [403],
      },
      "",
    ]),
    fc.integer({ min: 64 * 1024 + 1, max: 300_000 }).map((size): [Sent, undefined] => [
      {
        method: "POST",
        path: "/api/rooms/ROOM/messages",
        bytes: new Uint8Array(size).fill(0x20),
        expected: [413],
      },
      undefined,
    ]),
    fc
      .constantFrom(
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "x",
        "application/xml",
      )
      .map((type): [Sent, undefined] => [
        {
          method: "POST",
          path: "/api/rooms/ROOM/messages",
          bytes: new TextEncoder().encode('{"content":"a"}'),
          headers: { "content-type": type },
          expected: [415],
        },
        undefined,
      ]),
  );
  await fc.assert(
    fc.asyncProperty(cases, ([sent, token]) => expectRefused(sent, token)),
    parameters(500),
  );
});

test("after all of that nothing has changed", () => stage.expectUntouched());
