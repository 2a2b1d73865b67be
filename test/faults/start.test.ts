/** Starts that go wrong, and a replica file that does. */
import { expect, test } from "bun:test";
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import type { Room } from "../../src/lib/contract/objects.ts";
import { Person } from "../support/client.ts";
import { WispNode } from "../support/node.ts";
import { startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, replicaOf, sharedSettings } from "./cluster.ts";

test("two nodes that start at the same moment on an empty server bring up one schema, once", async () => {
  await using cluster = await Cluster.start({ nodes: 3 });
  const [[applied]] = (await cluster.query(
    "SELECT count(*), count(DISTINCT hash) FROM __drizzle_migrations",
  )) as [[string]];
  const [[distinct]] = (await cluster.query("SELECT count(DISTINCT hash) FROM __drizzle_migrations")) as [
    [string],
  ];
  expect(Number(applied)).toBeGreaterThan(0);
  expect(applied).toBe(distinct);
  const people = await Promise.all(cluster.nodes.map(({ url }) => Person.register(url)));
  expect(people.filter(({ session }) => session.user.role === "owner").length).toBe(1);
});

test("a node whose libSQL server does not answer waits a while, says so, ends, and starts once the server is back", async () => {
  const absent = async (how: "kill" | "pause") => {
    await using redis = await startRedis();
    await using sqld = await startSqld();
    await sqld[how]();
    await using node = new WispNode({
      ...sharedSettings(redis.url, sqld.url),
      DATABASE_AUTH_TOKEN: "not.for.the.log",
    });
    node.launch();
    await waitFor(() => !node.running, {
      timeout: 30_000,
      message: () => `the node to give up\n${node.log}`,
    });
    expect(await node.exited).toBe(1);
    expect(node.log).toMatch(/could not start: the database at DATABASE_URL: /);
    expect(node.log).not.toContain("not.for.the.log");
    node.launch();
    if (how === "pause") sqld.resume();
    else await sqld.restart();
    await waitFor(() => Person.register(node.url), { message: () => `the node to serve\n${node.log}` });
  };
  await Promise.all([absent("kill"), absent("pause")]);
});

test("a node without Redis starts, serves, and joins the others once Redis is there", async () => {
  await using cluster = await Cluster.start();
  const [first, second] = [cluster.node(0), cluster.node(1)];
  await cluster.redis.kill();
  await first.restart();
  const alice = await Person.register(first.url);
  const bob = (await Person.register(first.url)).at(second.url);
  const room = await alice.createRoom("closed");
  await alice.invite(room.id, bob);
  await using listening = await bob.connect();
  await alice.send(room.id, "without Redis");
  await listening.next("new_message", ({ message }) => message.content === "without Redis");
  await cluster.redis.restart();
  const health = async (url: string) =>
    ((await (await fetch(`${url}/health`)).json()) as { status: string }).status;
  await waitFor(async () => (await health(first.url)) === "ok" && (await health(second.url)) === "ok");
  await alice.send(room.id, "with Redis");
  await listening.next("new_message", ({ message }) => message.content === "with Redis");
});

/** Whether the replica's files, of which one is a log that is not yet worked in, hold this text. */
const holds = (path: string, text: string) =>
  ["", "-wal"].some((suffix) => existsSync(path + suffix) && readFileSync(path + suffix).includes(text));

const garbage = (path: string) => writeFileSync(path, crypto.getRandomValues(new Uint8Array(8192)));
type Damage = { end: "stop" | "kill"; damage: (path: string) => void };
const damages: Record<string, Damage> = {
  "became garbage": { end: "stop", damage: garbage },
  "lost its place": { end: "stop", damage: (path) => garbage(`${path}-client_wal_index`) },
  // As after a power cut: its log lost its end, and says nothing about it.
  "lost its end": {
    end: "kill",
    damage: (path) => truncateSync(`${path}-wal`, Math.floor(readFileSync(`${path}-wal`).length / 2)),
  },
  "has damaged pages": {
    end: "kill",
    damage: (path) => writeFileSync(`${path}-wal`, readFileSync(`${path}-wal`).fill(0x5a, 8192)),
  },
};
for (const [what, { end, damage }] of Object.entries(damages)) {
  test(`a replica that ${what} is thrown away and fetched anew`, async () => {
    await using cluster = await Cluster.start();
    const [writing, reading] = [cluster.node(0), cluster.node(1)];
    const alice = await Person.register(writing.url);
    const room = await alice.createRoom();
    for (let index = 1; index <= 20; index += 1) await alice.send(room.id, `message ${index}`);
    const there = alice.at(reading.url);
    await waitFor(() => holds(replicaOf(reading), "message 20"), { message: "the replica to hold all" });

    await reading[end]();
    damage(replicaOf(reading));
    await reading.start();
    const expectAll = async () => {
      const { messages } = await there.history(room.id, "?after=0&limit=20");
      expect(messages.map(({ content }) => content)).toEqual(
        Array.from({ length: 20 }, (_, index) => `message ${index + 1}`),
      );
      expect((await there.call<{ rooms: Room[] }>("GET", "/api/rooms")).rooms.map(({ id }) => id)).toEqual([
        room.id,
      ]);
    };
    await expectAll();
    await alice.send(room.id, "after the damage");
    const message = () => `the replica to hold what is new\n${reading.log.slice(-2000)}`;
    await waitFor(() => holds(replicaOf(reading), "after the damage"), { message });
    await expectAll();
    expect((await there.history(room.id)).messages.at(-1)?.content).toBe("after the damage");
  });
}
