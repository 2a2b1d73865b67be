/** A rolling restart behind a balancer: nobody's message fails, nobody misses one, and nobody stands at a closed door. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Cluster } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import { Person } from "../support/client.ts";
import { startNode } from "../support/node.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { startRedis } from "../support/redis.ts";
import { waitFor } from "../support/wait.ts";
import { DRAINING, patientBalancer, readers, roll } from "./rolling.ts";

setDefaultTimeout(60_000);

/** Sockets: on each node more than it sends away at once. */
const READERS = 120;
/** Requests under way at every moment, and messages that senders have acknowledged between two steps. */
const CALLERS = 4;
const STEP = 60;
/** Milliseconds between two messages of a sender. */
const PAUSE = 20;
/** Milliseconds. A node's waves take 1,900 and more, as it sees them; and what is done at once ends up in one window. */
const SPREAD = 1000;
const WINDOW = 300;

/** Asks one thing after another on connections that are kept open, and remembers what was not answered well. */
function keepAsking(person: Person, path: string) {
  const failures: string[] = [];
  const state = { asking: true };
  const ask = async () => {
    while (state.asking) {
      const outcome = await person.call("GET", path).catch(String);
      if (typeof outcome === "string") failures.push(outcome);
    }
  };
  const all = Promise.all(Array.from({ length: CALLERS }, ask));
  return async () => {
    state.asking = false;
    await all;
    return failures;
  };
}

/** The largest part of these moments that fell into one window. */
function crowding(moments: number[]): number {
  const within = (from: number) => moments.filter((at) => at >= from && at < from + WINDOW).length;
  return Math.max(...moments.map(within)) / moments.length;
}

test("under load every message is stored once, every request answered, and everyone moves on, one by one", async () => {
  await using cluster = await Cluster.start({ settings: DRAINING });
  await using balancer = await patientBalancer(cluster.nodes);
  await using load = (await Load.begin(Array.from({ length: 6 }, () => balancer.url))).run(undefined, PAUSE);
  const moved: number[][] = [];
  for (const reader of await readers(load, READERS)) {
    load.followers.push(reader);
    const { backoff } = reader;
    reader.backoff = (attempt) => {
      moved.at(-1)?.push(performance.now());
      return backoff(attempt);
    };
  }
  const [caller] = load.followers;
  const stopAsking = keepAsking(caller!.person, `/api/rooms/${load.roomId}`);
  await load.untilAcknowledged(STEP);

  await roll({ cluster, balancer, onTurn: () => moved.push([]) });

  await load.untilAcknowledged(STEP);
  expect(await stopAsking()).toEqual([]);
  await load.finish();
  const { messages } = await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
  expect(new Set(load.followers.flatMap(({ closes }) => closes))).toEqual(new Set([1012]));
  expect(moved.length).toBe(cluster.nodes.length);
  for (const moments of moved) {
    expect(moments.length).toBeGreaterThan(READERS / 3);
    expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(SPREAD);
    expect(crowding(moments)).toBeLessThan(1 / 2);
  }
});

test("a node that stops says so first and serves on, then sends its people away", async () => {
  await using node = await startNode({ DRAIN_SECONDS: "2" });
  const alice = await Person.register(node.url);
  await using early = await alice.connect();
  const stopped = node.stop();
  await waitFor(async () => (await fetch(`${node.url}/health`)).status === 503, { message: "a word of it" });
  expect(((await (await fetch(`${node.url}/health`)).json()) as { status: string }).status).toBe("stopping");
  const answer = await alice.request("GET", "/api/rooms");
  expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
  const page = await fetch(node.url, { redirect: "manual" });
  expect([page.status, page.headers.get("connection")]).toEqual([303, "close"]);
  // Whom the balancer sends before it knows is let in, and goes with the others.
  await using late = await alice.connect();
  await late.settled();
  expect(early.closed).toBeUndefined();
  expect(await Promise.all([early.closedWith(), late.closedWith()])).toEqual([1012, 1012]);
  expect(await stopped).toBe(0);
});

test("a request that has begun is answered, though the node was told to stop", async () => {
  await using node = await startNode();
  const body = JSON.stringify({
    email: "ada@example.org",
    username: "ada",
    password: "correct horse battery",
  });
  await using raw = await RawSocket.connect(node.port);
  const head = ["POST /api/auth/register HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"];
  raw.write([...head, `Content-Length: ${body.length}`, "", body.slice(0, 20)].join("\r\n"));
  // An answer on another connection: by then the first request has been read.
  expect((await fetch(`${node.url}/health`)).status).toBe(200);
  const stopped = node.stop();
  await waitFor(() => refused(node.url), { message: "the door to be closed" });
  raw.write(body.slice(20));
  expect(await stopped).toBe(0);
  await waitFor(() => raw.ended);
  expect(raw.text).toStartWith("HTTP/1.1 201 ");
  expect(raw.text).toContain('"accessToken"');
});

const refused = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

test("Ctrl+C on a laptop does not take a second", async () => {
  await using redis = await startRedis();
  await using node = await startNode({ REDIS_URL: redis.url });
  const alice = await Person.register(node.url);
  await using socket = await alice.connect();
  const asked = performance.now();
  process.kill(node.pid, "SIGINT");
  expect(await node.exited).toBe(0);
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(await socket.closedWith()).toBe(1012);
});
