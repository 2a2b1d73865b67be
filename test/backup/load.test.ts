/** Backups that are taken under load, and clients that come back to a history which has lost what they hold. */
import { expect, test } from "bun:test";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Cluster, replicaOf, type State, stateOf } from "../faults/cluster.ts";
import { Load } from "../faults/load.ts";
import { Follower } from "../support/follower.ts";
import { startNode, WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { changesAfter, command, Folder, grow, holds, queryOf } from "./stage.ts";

/** What is acknowledged after the backup, and so lost. */
const LOST = 80;

/** All that was acknowledged before the backup is in it; what came after it is forgotten here too, as it is there. */
function forgetLost(load: Load, before: ReadonlySet<string>, { messages }: State): number {
  const stored = new Set(messages.map(({ clientMessageId }) => clientMessageId));
  expect([...before].filter((each) => !stored.has(each))).toEqual([]);
  const lost = [...load.acknowledged.keys()].filter((each) => !stored.has(each));
  for (const each of lost) load.acknowledged.delete(each);
  return lost.length;
}

test("a node's folder is backed up under load, lost, and restored into another: clients that knew more reload", async () => {
  using folder = new Folder();
  await using node = await startNode({ RATE_LIMITS: "off" });
  await using load = (await Load.begin([node.url, node.url, node.url])).run();
  await load.untilAcknowledged(60);
  const before = new Set(load.acknowledged.keys());
  const taken = await command("backup", { DATA_DIR: join(node.directory, "data") }, folder.at("wisp.tar.gz"));
  expect(taken).toMatchObject({ code: 0 });
  const after = load.acknowledged.size;
  await load.untilAcknowledged(LOST);
  expect(after).toBeGreaterThanOrEqual(before.size);

  const [person] = load.followers.map((follower) => follower.person);
  await using away = new Follower(person!, [load.roomId]).start();
  await away.untilReady();
  const knew = away.holder(load.roomId).revision;
  away.drop();
  await node.kill();
  rmSync(join(node.directory, "data"), { recursive: true });

  const settings = { DATA_DIR: folder.at("data") };
  expect(await command("restore", settings, "--keep-sessions", folder.at("wisp.tar.gz"))).toMatchObject({
    code: 0,
  });
  const query = queryOf(folder.at("data", "wisp.db"));
  const restored = await stateOf(query, load.roomId);
  expect(restored.messages.length).toBeLessThan(knew);
  const lost = forgetLost(load, before, restored);
  expect(lost).toBeGreaterThanOrEqual(LOST - 20);

  await using second = new WispNode({ RATE_LIMITS: "off", PORT: String(node.port), ...settings });
  await second.start();
  await load.untilAcknowledged(lost + 40);
  await load.finish();
  const state = await load.expectHeld(() => stateOf(query, load.roomId));
  expect(state.messages.length).toBeGreaterThan(knew);
  // Whoever was away all the time, while the room outgrew what they hold.
  away.start(second.url);
  await away.untilReady();
  expect(away.holder(load.roomId).messages).toEqual(state.messages);
  expect(away.holder(load.roomId).newAgain).toEqual([]);
  expect(await changesAfter(person!, load.roomId, knew)).toMatchObject({ reset: true, messages: [] });
  const told = await changesAfter(person!, load.roomId, restored.revision);
  expect(told.reset).toBe(false);
  expect(told.messages.length).toBe(state.revision - restored.revision);
});

test("a libSQL server is backed up under load, replaced below its nodes and restored: they notice, and so do their replicas", async () => {
  using folder = new Folder();
  await using cluster = await Cluster.start();
  const server = { DATABASE_URL: cluster.sqld.url, DATA_DIR: folder.at("data") };
  await using load = (await Load.begin(cluster.nodes.map(({ url }) => url))).run();
  await load.untilAcknowledged(60);
  const before = new Set(load.acknowledged.keys());
  expect(await command("backup", server, folder.at("wisp.tar.gz"))).toMatchObject({ code: 0 });
  await load.untilAcknowledged(LOST);
  await load.finish();
  const { revision: knew } = await load.expectHeld(() => cluster.stateOf(load.roomId));

  await cluster.sqld.kill();
  for (const name of readdirSync(cluster.sqld.directory))
    rmSync(join(cluster.sqld.directory, name), { recursive: true });
  await cluster.sqld.start();
  expect(await command("restore", server, "--keep-sessions", folder.at("wisp.tar.gz"))).toMatchObject({
    code: 0,
  });
  const restored = await cluster.stateOf(load.roomId);
  expect(forgetLost(load, before, restored)).toBeGreaterThan(0);
  await waitFor(() => load.followers.every(({ closes }) => closes.includes(1012)), {
    message: "everyone to be asked to come back",
  });
  await load.expectHeld(() => cluster.stateOf(load.roomId));

  const [first, second] = load.followers.map(({ person }) => person);
  await grow(first!, load.roomId, knew - restored.messages.length + 50);
  const state = await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(state.messages.length).toBeGreaterThan(knew);
  for (const person of [first!, second!]) {
    expect(await changesAfter(person, load.roomId, knew)).toMatchObject({ reset: true });
    const { messages } = await person.history(load.roomId, "?limit=100");
    expect(messages.map(({ id }) => id)).toEqual(state.messages.slice(-100).map(({ id }) => id));
  }
  const replica = replicaOf(cluster.node(1));
  await waitFor(() => holds(replica, state.messages.at(-1)!.id), { message: "the replica to catch up" });
  await cluster.node(1).stop();
  expect((await stateOf(queryOf(replica), load.roomId)).messages).toEqual(state.messages);
});
