/** The limits as an installation has them unless it says otherwise, with numbers of its own, and shared by two nodes. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Message, SignedIn } from "../../src/lib/contract/objects.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { ApiClient, Person, unique } from "../support/client.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { waitFor } from "../support/wait.ts";
import { expectProblem, upTo } from "./expectations.ts";

setDefaultTimeout(30_000);

/** Stands for a proxy in front, so that one machine can come from several addresses. */
const ADDRESS = "x-client-address";
const from = (address: string) => ({ [ADDRESS]: address });
const PASSWORD = "correct horse battery";

const register = (url: string, address: string, username = unique("n")) =>
  new ApiClient(url).request(
    "POST",
    "/api/auth/register",
    { email: `${username}@example.org`, username, password: PASSWORD },
    from(address),
  );
const login = (url: string, address: string, name: string, password: string) =>
  new ApiClient(url).request("POST", "/api/auth/login", { email: name, password }, from(address));

async function newcomer(url: string): Promise<Person> {
  const response = await register(url, unique("address"));
  return new Person(url, (await response.json()) as SignedIn, PASSWORD);
}

/** 429 by this allowance, and when to come back: in whole seconds, and within the period. */
async function expectLimited(answer: Response, name: string, periodSeconds: number): Promise<void> {
  await expectProblem(answer, 429, "rate_limited");
  const retryAfter = answer.headers.get("retry-after") ?? "";
  expect(retryAfter).toMatch(/^[1-9]\d*$/);
  expect(Number(retryAfter)).toBeLessThanOrEqual(periodSeconds);
  expect(answer.headers.get("ratelimit-policy")).toMatch(new RegExp(`^"${name}";q=\\d+$`));
  expect(answer.headers.get("ratelimit")).toMatch(new RegExp(`^"${name}";r=0;t=\\d+$`));
}

const HOUR = 3600;
const MINUTE = 60;

describe("with the default limits", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ RATE_LIMITS: "on", CLIENT_ADDRESS_HEADER: ADDRESS });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test("an address may register five accounts an hour", async () => {
    const address = unique("address");
    for (const _ of upTo(5)) expect((await register(app.url, address)).status).toBe(201);
    await expectLimited(await register(app.url, address), "registrations", HOUR);
    expect((await register(app.url, unique("address"))).status).toBe(201);
    // A client cannot choose its address: what it claims itself stands before what the proxy adds.
    await expectLimited(await register(app.url, `${unique("claimed")}, ${address}`), "registrations", HOUR);
  });

  test("an address may fail to sign in ten times an hour; what succeeds does not count", async () => {
    const alice = await newcomer(app.url);
    const address = unique("address");
    for (const _ of upTo(12))
      expect((await login(app.url, address, alice.username, PASSWORD)).status).toBe(200);
    for (const _ of upTo(10))
      await expectProblem(
        login(app.url, address, alice.username, "not the password"),
        401,
        "unauthenticated",
      );
    await expectLimited(
      await login(app.url, address, alice.username, "not the password"),
      "failedLogins",
      HOUR,
    );
    await expectLimited(await login(app.url, address, alice.username, PASSWORD), "failedLogins", HOUR);
    expect((await login(app.url, unique("address"), alice.username, PASSWORD)).status).toBe(200);
  });

  test("tries at the same instant do not slip past", async () => {
    const alice = await newcomer(app.url);
    const address = unique("address");
    const answers = await Promise.all(
      upTo(20).map(() => login(app.url, address, alice.username, "not the password")),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBe(10);
    expect(answers.filter(({ status }) => status === 429).length).toBe(10);
  });

  test("a person may send 60 messages a minute, and no other is held up by that", async () => {
    const [alice, bob] = [await newcomer(app.url), await newcomer(app.url)];
    const room = await alice.createRoom("open");
    await bob.call("POST", `/api/rooms/${room.id}/join`);
    const started = performance.now();
    const send = (turn: number) =>
      alice.request("POST", `/api/rooms/${room.id}/messages`, { content: `${turn}` });
    const answers = await Promise.all(upTo(80).map(send));
    // One comes back each second.
    const regained = Math.ceil((performance.now() - started) / 1000);
    expect(answers.filter(({ status }) => status === 201).length).toBeWithin(60, 61 + regained);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused) await expectLimited(answer, "messages", MINUTE);
    await bob.send(room.id, "and I may");
    expect((await bob.call<{ lastSequence: number }>("GET", `/api/rooms/${room.id}`)).lastSequence).toBe(
      80 - refused.length + 1,
    );
  });

  test("a person may make 600 requests a minute, and each answer says how many are left", async () => {
    const alice = await newcomer(app.url);
    const first = await alice.request("GET", "/api/users/me");
    expect(first.headers.get("ratelimit-policy")).toBe('"requests";q=600');
    expect(first.headers.get("ratelimit")).toMatch(/^"requests";r=599;t=\d+$/);
    const started = performance.now();
    const answers = [];
    for (const _ of upTo(14))
      answers.push(...(await Promise.all(upTo(50).map(() => alice.request("GET", "/api/users/me")))));
    const regained = Math.ceil(((performance.now() - started) / 1000) * 10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeWithin(599, 601 + regained);
    if (regained < 50) expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused.slice(0, 3)) await expectLimited(answer, "requests", MINUTE);
    for (const { headers } of refused) expect(headers.get("ratelimit")).toMatch(/^"requests";r=0;/);
  });

  test("an address that has not signed in may make as many, and nobody else is held up by that", async () => {
    const address = unique("address");
    const ask = () => fetch(`${app.url}/sign-in`, { headers: from(address) });
    let refused = 0;
    for (let turn = 0; turn < 100 && refused === 0; turn += 1) {
      const answers = await Promise.all(upTo(50).map(ask));
      refused = answers.filter(({ status }) => status === 429).length;
      for (const answer of answers) await answer.text();
    }
    expect(refused).toBeGreaterThan(0);
    expect((await fetch(`${app.url}/sign-in`, { headers: from(unique("address")) })).status).toBe(200);
  });

  test("frames in a flood end the connection, whatever they ask for", async () => {
    const alice = await newcomer(app.url);
    await using socket = await alice.connect();
    for (let turn = 0; turn < 5000 && !socket.closed; turn += 1) socket.say({ type: "ping" });
    expect(await socket.closedWith()).toBe(4429);
    await using again = await alice.connect();
    await again.settled();
  });
});

describe("with three messages an hour", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ RATE_LIMITS: "on", LIMIT_MESSAGES: "3/1h", LIMIT_REGISTRATIONS: "100/1h" });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test("the fourth over the socket is refused by an error that names it, and is not stored", async () => {
    const alice = await Person.register(app.url);
    const room = await alice.createRoom();
    await using socket = await alice.connect();
    for (const turn of upTo(4))
      socket.say({ type: "send_message", roomId: room.id, content: `${turn}`, clientMessageId: `c${turn}` });
    const error = await socket.next("error");
    expect(error).toMatchObject({ code: "rate_limited", clientMessageId: "c4" });
    expect(error.retryAfter).toBeWithin(1, HOUR + 1);
    await waitFor(() => socket.of("message_ack").length === 3);
    expect((await alice.history(room.id)).messages.map(({ content }) => content)).toEqual(["1", "2", "3"]);
    await socket.settled();
  });

  test("so is what else everybody in a room is told of: pins, and deletions that are taken back", async () => {
    const alice = await Person.register(app.url);
    const room = await alice.createRoom();
    const { id } = await alice.send(room.id, "one");
    const ask = (method: string, what: string) => alice.request(method, `/api/messages/${id}/${what}`);
    for (const method of ["PUT", "DELETE"]) expect((await ask(method, "pin")).status).toBe(200);
    for (const method of ["PUT", "DELETE"]) await expectLimited(await ask(method, "pin"), "messages", HOUR);
    await alice.call("DELETE", `/api/messages/${id}`);
    await expectLimited(await ask("POST", "restore"), "messages", HOUR);
  });

  test("so are reactions, with an emoji that is not there too", async () => {
    const alice = await Person.register(app.url);
    const room = await alice.createRoom();
    const { id } = await alice.send(room.id, "one");
    const react = () => alice.request("PUT", `/api/messages/${id}/reactions/:nothing:`);
    for (const _ of upTo(2)) await expectProblem(react(), 400, "invalid_request");
    await expectLimited(await react(), "messages", HOUR);
  });

  test("HTTP, the socket and direct messages share one allowance", async () => {
    const [alice, bob] = [await Person.register(app.url), await Person.register(app.url)];
    const room = await alice.createRoom();
    await using socket = await alice.connect();
    await alice.send(room.id, "over HTTP");
    socket.say({ type: "send_message", roomId: room.id, content: "over the socket", clientMessageId: "c1" });
    await socket.next("message_ack");
    await alice.call<Message>("POST", `/api/direct-messages/${bob.id}`, { content: "direct" });
    await expectLimited(
      await alice.request("POST", `/api/rooms/${room.id}/messages`, { content: "x" }),
      "messages",
      HOUR,
    );
    await expectLimited(
      await alice.request("POST", `/api/direct-messages/${bob.id}`, { content: "x" }),
      "messages",
      HOUR,
    );
    socket.say({ type: "send_dm", recipientId: bob.id, content: "x", clientMessageId: "c2" });
    expect(await socket.next("error")).toMatchObject({ code: "rate_limited", clientMessageId: "c2" });
  });
});

describe("on two nodes that share Redis", () => {
  let redis: RedisServer;
  let apps: TestApp[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    const start = () => startApp({ RATE_LIMITS: "on", REDIS_URL: redis.url, CLIENT_ADDRESS_HEADER: ADDRESS });
    apps = await Promise.all([start(), start()]);
    const isUp = async ({ url }: TestApp) =>
      (await new ApiClient(url).call<{ status: string }>("GET", "/health")).status === "ok";
    for (const app of apps) await waitFor(() => isUp(app));
  });
  afterAll(async () => {
    for (const app of apps) await app[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  test("an address has one allowance, however it is spread", async () => {
    const address = unique("address");
    const answers = await Promise.all(upTo(12).map((turn) => register(apps[turn % 2]!.url, address)));
    expect(answers.filter(({ status }) => status === 201).length).toBe(5);
    for (const { url } of apps) await expectLimited(await register(url, address), "registrations", HOUR);
  });

  test("a sign-in that succeeds gives its try back on both", async () => {
    const alice = await newcomer(apps[0]!.url);
    const address = unique("address");
    for (const _ of upTo(12))
      expect((await login(apps[0]!.url, address, alice.username, PASSWORD)).status).toBe(200);
    for (const turn of upTo(10))
      expect((await login(apps[turn % 2]!.url, address, "nobody_here", PASSWORD)).status).toBe(401);
    for (const { url } of apps)
      await expectLimited(await login(url, address, alice.username, PASSWORD), "failedLogins", HOUR);
  });
});
