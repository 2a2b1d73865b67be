/** Clocks that jump, and clocks that differ: durations are measured by one that does neither. */
import { expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { join } from "node:path";
import { metricOf, type Query, replicaOf, sharedSettings, stateOf } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import { ApiClient, Person } from "../support/client.ts";
import { Faulty } from "../support/faulty/index.ts";
import { startNode, WispNode } from "../support/node.ts";
import { RedisServer, startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";
import type { SignedIn } from "../../src/lib/contract/objects.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An access token lives for a quarter of an hour, so none of these is ahead of the time at which they were made. */
const JUMPS = [-HOUR, 0, -DAY, -HOUR, -DAY, 0];

test("the clock of a node on a file jumps back and forth under load", async () => {
  using faulty = Faulty.build();
  const control = faulty.control();
  await using node = await startNode({ ...control.environment, RATE_LIMITS: "off" });
  await using load = (await Load.begin([node.url, node.url, node.url])).run();
  for (const jump of JUMPS) {
    control.shiftClock(jump);
    await load.untilAcknowledged(30);
  }
  await load.finish();
  using file = new Database(join(node.directory, "data/wisp.db"), { readonly: true });
  const query: Query = (sql) => Promise.resolve(file.query(sql).values());
  await load.expectHeld(() => stateOf(query, load.roomId));
  expect(load.followers.flatMap(({ closes }) => closes)).toEqual([]);
});

test("the clocks of two nodes jump, each at another time: nobody goes offline, and replicas stay of use", async () => {
  using faulty = Faulty.build();
  await using redis = await startRedis();
  await using sqld = await startSqld();
  const controls = [faulty.control(), faulty.control()];
  const settings = controls.map(({ environment }) => ({
    ...sharedSettings(redis.url, sqld.url),
    ...environment,
    DATABASE_ADMIN_URL: sqld.adminUrl,
  }));
  const reading: Record<string, string | undefined> = { ...settings[1] };
  await using first = new WispNode(settings[0]);
  await using second = new WispNode(reading);
  reading["DATABASE_REPLICA_PATH"] = replicaOf(second);
  await Promise.all([first.start(), second.start()]);
  await using load = (await Load.begin([first.url, second.url, first.url, second.url])).run();
  await using watcher = await load.followers[0]!.person.at(second.url).connect();
  for (const [index, jump] of JUMPS.entries()) {
    controls[index % 2]!.shiftClock(jump);
    await load.untilAcknowledged(20);
  }
  await load.finish();
  const query: Query = async (sql) => {
    const body = JSON.stringify({ requests: [{ type: "execute", stmt: { sql } }, { type: "close" }] });
    const answer = await (await fetch(`${sqld.url}/v2/pipeline`, { method: "POST", body })).json();
    const rows = (answer as { results: [{ response: { result: { rows: { value?: unknown }[][] } } }] })
      .results;
    return rows[0].response.result.rows.map((row) => row.map((cell) => cell.value ?? null));
  };
  await load.expectHeld(() => stateOf(query, load.roomId));
  expect(load.followers.flatMap(({ closes }) => closes)).toEqual([]);
  expect(watcher.of("user_offline")).toEqual([]);
  expect(await metricOf(second, "wisp_errors_total")).toBe(0);
});

/** A rate that is used up at once, and gives one back every 0.8 s. */
const LIMIT_MESSAGES = "5/4s";

/** Sends in a room of one's own until that is refused. */
async function useUp(person: Person) {
  const room = await person.createRoom();
  const post = () => person.request("POST", `/api/rooms/${room.id}/messages`, { content: "again" });
  const refused = () =>
    waitFor(async () => ((await post()).status === 429 ? true : undefined), { message: "the limit to hold" });
  await refused();
  const allowed = () =>
    waitFor(async () => (await post()).ok, { message: "one to be allowed", timeout: 3000 });
  return { post, refused, allowed };
}

test("a jump neither locks out for longer than a limit says, nor opens it", async () => {
  using faulty = Faulty.build();
  const control = faulty.control();
  await using node = await startNode({ ...control.environment, LIMIT_MESSAGES });
  const person = await Person.register(node.url);
  await using socket = await person.connect();
  const { post, refused, allowed } = await useUp(person);
  control.shiftClock(10 * 60_000);
  // With an open limit five more would go through.
  expect((await Promise.all([post(), post(), post()])).filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
  control.shiftClock(-DAY);
  await allowed();
  await refused();
  await allowed();
  // The limit of frames has not closed the socket.
  await socket.settled();
});

test("nor is anybody locked out when the clock by which Redis counts is set back", async () => {
  using faulty = Faulty.build();
  const control = faulty.control();
  await using redis = await new RedisServer({ environment: control.environment }).start();
  await using node = await startNode({ REDIS_URL: redis.url, LIMIT_MESSAGES });
  const { refused, allowed } = await useUp(await Person.register(node.url));
  control.shiftClock(-DAY);
  await allowed();
  await refused();
  await allowed();
});

test("after a jump forwards a session is renewed as after a night, and a token from before lives again after one back", async () => {
  using faulty = Faulty.build();
  const control = faulty.control();
  await using node = await startNode(control.environment);
  const person = await Person.register(node.url);
  const me = (token: string | undefined) => new ApiClient(node.url, token).request("GET", "/api/users/me");
  control.shiftClock(DAY);
  expect((await me(person.token)).status).toBe(401);
  const refresh = ({ refreshToken }: SignedIn) =>
    new ApiClient(node.url).call<SignedIn>("POST", "/api/auth/refresh", { refreshToken });
  const renewed = await refresh(person.session);
  expect((await me(renewed.accessToken)).status).toBe(200);
  control.shiftClock(0);
  expect((await me(renewed.accessToken)).status).toBe(200);
  expect((await me((await refresh(renewed)).accessToken)).status).toBe(200);
});

test("two nodes whose clocks are ten minutes apart understand each other's tokens and spent tokens", async () => {
  using faulty = Faulty.build();
  await using redis = await startRedis();
  await using sqld = await startSqld();
  const shared = sharedSettings(redis.url, sqld.url);
  const control = faulty.control();
  control.shiftClock(10 * 60_000);
  await using ahead = await startNode({ ...shared, ...control.environment });
  await using behind = await startNode(shared);
  for (const [here, there] of [
    [ahead, behind],
    [behind, ahead],
  ] as const) {
    const person = await Person.register(here.url);
    const room = await person.createRoom();
    const elsewhere = person.at(there.url);
    expect((await elsewhere.send(room.id, "there")).sequence).toBe(1);
    expect((await person.send(room.id, "here")).sequence).toBe(2);
    // A page that is loaded while its neighbour has just spent the token: not a theft, on whichever node.
    const { refreshToken } = person.session;
    await new ApiClient(here.url).call("POST", "/api/auth/refresh", { refreshToken });
    const page = await fetch(`${there.url}/`, {
      headers: { cookie: `wisp-refresh=${refreshToken}` },
      redirect: "manual",
    });
    await page.arrayBuffer();
    expect((await elsewhere.request("GET", "/api/users/me")).status).toBe(200);
  }
});
