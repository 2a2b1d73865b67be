/** Several processes behind one port, with a real Redis between them: what they share, and what becomes of each. */
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { metricsOf, type Query, replicaOf, stateOf } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import { Person, type SocketClient } from "../support/client.ts";
import { type NodeSettings, startNode, WispNode } from "../support/node.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";

const EXIT_WITHIN = 10_000;

let redis: RedisServer;
beforeAll(async () => (redis = await startRedis()));
afterAll(() => redis[Symbol.asyncDispose]());

const two = (settings: NodeSettings = {}): NodeSettings => ({
  WORKERS: "2",
  REDIS_URL: redis.url,
  RATE_LIMITS: "off",
  DRAIN_SECONDS: "0",
  ...settings,
});

/** Every process that was started for a worker, by its number, the newest last. */
function pidsOf({ log }: WispNode, worker: number): number[] {
  const begun = new RegExp(`"event":"worker begins".*"worker":${worker},"pid":(\\d+)`, "g");
  return [...log.matchAll(begun)].map(([, pid]) => Number(pid));
}
const bothPids = (node: WispNode): number[] => [1, 2].flatMap((worker) => pidsOf(node, worker).slice(-1));

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

const untilBothServe = (node: WispNode, starts = 2): Promise<unknown> =>
  waitFor(() => [...node.log.matchAll(/"event":"started"/g)].length >= starts, {
    message: () => `${starts} workers to serve\n${node.log}`,
  });

/** Sockets of one person, until each process has one: the kernel deals them out. */
async function connectToBoth(node: WispNode, person: Person): Promise<SocketClient[]> {
  const sockets: SocketClient[] = [];
  await waitFor(async () => {
    sockets.push(await person.connect());
    const metric = await metricsOf(node);
    return [1, 2].every((worker) => metric("wisp_connections", `worker="${worker}"`) > 0);
  });
  return sockets;
}

test("both serve; who is on the one hears what is said on the other, and any answers for all", async () => {
  await using node = await startNode(two());
  await untilBothServe(node);
  const alice = await Person.register(node.url);
  const room = await alice.createRoom();
  const sockets = await connectToBoth(node, alice);
  for (const [index, socket] of sockets.entries()) {
    socket.say({ type: "send_message", roomId: room.id, content: `${index}`, clientMessageId: `c${index}` });
    await Promise.all(
      sockets.map((each) => each.next("new_message", ({ message }) => message.content === `${index}`)),
    );
  }
  const metric = await metricsOf(node);
  expect(metric("wisp_messages_total")).toBe(sockets.length);
  expect(metric("wisp_connections")).toBe(sockets.length);

  const limits = { REDIS_URL: redis.url, PORT: String(node.port) };
  await using second = new WispNode(two(limits)).launch();
  expect(await second.exited).toBe(1);
  await waitFor(() =>
    second.log.includes(`port ${node.port} of 127.0.0.1 cannot be listened on (EADDRINUSE)`),
  );
});

test("under load, on one file: kill -9 of each in turn loses nothing, and SIGTERM ends all with 0", async () => {
  await using node = await startNode(two());
  await untilBothServe(node);
  await using load = (await Load.begin([node.url, node.url, node.url, node.url])).run();
  await load.untilAcknowledged(40);
  for (const worker of [1, 2]) {
    const [pid = 0] = pidsOf(node, worker);
    process.kill(pid, "SIGKILL");
    await load.untilAcknowledged(40);
    await untilBothServe(node, 2 + worker);
  }
  expect((await metricsOf(node))("wisp_worker_restarts_total")).toBe(2);
  await load.untilAcknowledged(40);
  const pids = bothPids(node);
  expect(await node.stop(EXIT_WITHIN)).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(existsSync(join(node.directory, "data/wisp.db-open"))).toBe(false);
  expect(node.log).not.toMatch(/"level":"error"(?!.*"worker ended")|"level":"warn"/);

  await node.start();
  await load.untilAcknowledged(20);
  await load.finish();
  const file = new Database(join(node.directory, "data/wisp.db"), { readonly: true });
  const query: Query = (sql) => Promise.resolve(file.query(sql).values());
  const { messages } = await load.expectHeld(() => stateOf(query, load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
  file.close();
});

test("on a libSQL server each has a replica of its own; kill -9 of the supervisor leaves nobody behind", async () => {
  await using sqld = await startSqld();
  const settings = two({ DATABASE_URL: sqld.url, JWT_SECRET: "the secret that these workers share" });
  await using node = new WispNode(settings);
  settings["DATABASE_REPLICA_PATH"] = replicaOf(node);
  await node.start();
  await untilBothServe(node);
  const person = await Person.register(node.url);
  await person.createRoom();
  await waitFor(() => existsSync(replicaOf(node)) && existsSync(`${replicaOf(node)}.2`), {
    message: "two replicas",
  });
  await using socket = await person.connect();
  const pids = bothPids(node);
  await node.kill();
  // They send their people away rather than vanish.
  expect(await socket.closedWith()).toBe(1012);
  await waitFor(() => !pids.some(isAlive), { message: () => `the end of ${pids.join()}\n${node.log}` });
});

test("without Redis more than one is refused; auto is one", async () => {
  await using node = new WispNode({ WORKERS: "2" }).launch();
  await using alone = new WispNode({ WORKERS: "auto" });
  expect(await node.exited).toBe(1);
  await waitFor(() => node.log.includes("WORKERS: more than one needs REDIS_URL"));
  await alone.start();
  expect(alone.log).not.toContain("worker");
  expect(await alone.stop()).toBe(0);
});
