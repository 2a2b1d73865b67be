/** A node that dies in the middle of its work: what it acknowledged is stored, once, and everyone finds out. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { startNode } from "../support/node.ts";
import { Cluster, type Query, stateOf } from "./cluster.ts";
import { Load } from "./load.ts";

const ROUNDS = 3;

test("kill -9 of a node on an embedded file, three times over", async () => {
  await using node = await startNode({ RATE_LIMITS: "off" });
  await using load = (await Load.begin([node.url, node.url, node.url])).run();
  for (let round = 0; round < ROUNDS; round += 1) {
    await load.untilAcknowledged(60);
    await node.restart();
  }
  await load.untilAcknowledged(60);
  await load.finish();

  const file = new Database(join(node.directory, "data/wisp.db"), { readonly: true });
  const query: Query = (sql) => Promise.resolve(file.query(sql).values());
  const { messages } = await load.expectHeld(() => stateOf(query, load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
  expect(file.query("PRAGMA integrity_check").values()).toEqual([["ok"]]);
  file.close();
});

test("kill -9 of one of two nodes that share Redis and a libSQL server", async () => {
  await using cluster = await Cluster.start();
  const [first, second] = [cluster.node(0), cluster.node(1)];
  await using load = (await Load.begin([first.url, second.url, first.url, second.url])).run();
  for (const node of [first, second]) {
    await load.untilAcknowledged(40);
    await node.kill();
    // The other one's people go on while it is gone.
    await load.untilAcknowledged(20);
    await node.restart();
  }
  await load.untilAcknowledged(40);
  await load.finish();
  const { messages } = await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
});

test("kill -9 of the libSQL server: what was acknowledged is there when it is back", async () => {
  await using cluster = await Cluster.start();
  await using load = (await Load.begin(cluster.nodes.map(({ url }) => url))).run();
  await load.untilAcknowledged(40);
  await cluster.sqld.kill();
  await cluster.sqld.restart();
  await load.untilAcknowledged(40);
  await load.finish();
  await load.expectHeld(() => cluster.stateOf(load.roomId));
});
