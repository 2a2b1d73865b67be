/** This version and the next one side by side on one database and one Redis, on the way there and on the way back. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Cluster, metricOf, replicaOf, sharedSettings } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import { Person } from "../support/client.ts";
import { WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { migrations } from "./migration-rules.ts";
import { NextVersion } from "./next-version.ts";
import { DRAINING, patientBalancer, roll } from "./rolling.ts";

setDefaultTimeout(60_000);
/** Messages that are acknowledged between two steps, and milliseconds between two of a sender's. */
const STEP = 60;
const PAUSE = 20;

/** Reads and writes every kind of thing at one node, whose version knows less or more than the database. */
async function useAll(person: Person, roomId: string): Promise<void> {
  const room = await waitFor(() => person.createRoom());
  const { id } = await waitFor(() => person.send(room.id, "to be changed", room.id));
  const steps: [method: string, path: string, body?: object][] = [
    ["PATCH", `/api/messages/${id}`, { content: "changed" }],
    ["DELETE", `/api/messages/${id}`],
    ["GET", "/api/users/me"],
    ["GET", "/api/rooms"],
    ["GET", "/api/rooms?scope=open"],
    ["GET", `/api/rooms/${roomId}`],
    ["GET", `/api/rooms/${roomId}/members`],
    ["GET", `/api/rooms/${roomId}/messages`],
    ["GET", `/api/rooms/${room.id}/changes?after=0`],
    ["DELETE", `/api/rooms/${room.id}/leave`],
  ];
  // On a busy machine a node may ask to come back later; a fault of its own shows in the metric.
  for (const [method, path, body] of steps)
    await waitFor(async () => (await person.call(method, path, body), true), {
      message: `${method} ${path}`,
    });
  await waitFor(() => Person.register(person.url), { message: "a newcomer" });
  expect(await metricOf(person, "wisp_errors_total")).toBe(0);
}

test("rolling to the next version and back, under load: nothing fails, nothing is missed", async () => {
  using next = new NextVersion();
  await using all = new AsyncDisposableStack();
  await using cluster = await Cluster.start({ settings: DRAINING });
  await using balancer = await patientBalancer(cluster.nodes);
  await using load = (await Load.begin(Array.from({ length: 5 }, () => balancer.url))).run(undefined, PAUSE);
  const settings = sharedSettings(cluster.redis.url, cluster.sqld.url);
  // The second node's replica file stays where it is, and meets each version in turn.
  const { port: replicated } = cluster.node(1);
  const replica = replicaOf(cluster.node(1));
  const successor = (source?: string) => (node: WispNode) => {
    all.use(node);
    const path = node.port === replicated ? { DATABASE_REPLICA_PATH: replica } : {};
    return new WispNode({ ...settings, ...DRAINING, ...path, PORT: String(node.port) }, source);
  };
  const look = async () => {
    for (const { url } of cluster.nodes) await useAll(load.followers[0]!.person.at(url), load.roomId);
  };
  const stored = async (by: string) =>
    Number((await cluster.query(`SELECT count(*) FROM messages WHERE sent_by ${by}`))[0]?.[0]);

  await load.untilAcknowledged(STEP);
  await roll({ cluster, balancer, successor: successor(next.directory), onTurn: look });
  await load.untilAcknowledged(STEP);
  expect(await stored("= 'next'")).toBeGreaterThan(0);
  const { messages: newest } = await load.followers[0]!.person.history(load.roomId);
  expect(newest.at(-1)).toHaveProperty("sentBy", "next");

  const before = await stored("IS NULL");
  await roll({ cluster, balancer, successor: successor(), onTurn: look });
  await load.untilAcknowledged(STEP);
  await look();
  expect(await stored("IS NULL")).toBeGreaterThan(before);

  await load.finish();
  const { messages } = await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
  expect(new Set(load.followers.flatMap(({ closes }) => closes))).toEqual(new Set([1012]));
});

test("three nodes of the next version that start at once bring the schema up once, while this version serves", async () => {
  using next = new NextVersion();
  await using cluster = await Cluster.start({ nodes: 1 });
  await using load = (await Load.begin([cluster.node(0).url, cluster.node(0).url])).run(undefined, PAUSE);
  await load.untilAcknowledged(STEP / 2);
  const settings = sharedSettings(cluster.redis.url, cluster.sqld.url);
  for (let index = 0; index < 3; index += 1) cluster.nodes.push(new WispNode(settings, next.directory));
  await Promise.all(cluster.nodes.slice(1).map((node) => node.start()));
  await load.untilAcknowledged(STEP / 2);
  await load.finish();
  await load.expectHeld(() => cluster.stateOf(load.roomId));
  const [[applied, distinct] = []] = await cluster.query(
    "SELECT count(*), count(DISTINCT hash) FROM __drizzle_migrations",
  );
  expect(Number(applied)).toBe(migrations().length + 1);
  expect(Number(distinct)).toBe(Number(applied));
});
