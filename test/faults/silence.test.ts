/** Lines that die without a word, as when a host vanishes: no reset, no end, and those who come back find another host. */
import { expect, test } from "bun:test";
import { Link } from "../support/link.ts";
import { startRedis } from "../support/redis.ts";
import { startSqld } from "../support/sqld.ts";
import { startNode, WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { healthOf, replicaOf, sharedSettings } from "./cluster.ts";
import { Load } from "./load.ts";

/** Milliseconds from the moment in which the way is free again until nodes must have found it. */
const HEALED_WITHIN = 8000;

test("the way to Redis dies in silence, and so do the first tries to come back", async () => {
  await using redis = await startRedis();
  await using sqld = await startSqld();
  await using link = await new Link(redis.port).start();
  await using first = await startNode(sharedSettings(redis.url, sqld.url));
  await using second = await startNode(sharedSettings(`redis://127.0.0.1:${link.port}`, sqld.url));
  await using load = (await Load.begin([first.url, second.url])).run();
  await load.untilAcknowledged(20);
  link.freeze();
  await waitFor(async () => (await healthOf(second))?.status === "degraded");
  await load.untilAcknowledged(20);
  // Publisher, subscriber and limits have each tried to come back, were accepted, and will never be answered.
  await waitFor(() => link.swallowed >= 3, { message: "tries to come back" });
  link.mend();
  await waitFor(async () => (await healthOf(second))?.status === "ok", {
    timeout: HEALED_WITHIN,
    message: "Redis to be found again",
  });
  await load.untilAcknowledged(20);
  await load.finish();
  expect((await load.followers[0]?.person.history(load.roomId))?.messages.length).toBeGreaterThan(0);
});

test("the way to the libSQL server dies in silence in the middle of a replica's sync", async () => {
  await using redis = await startRedis();
  await using sqld = await startSqld();
  await using link = await new Link(sqld.port).start();
  const settings = sharedSettings(redis.url, `http://127.0.0.1:${link.port}`);
  await using node = new WispNode(settings);
  settings["DATABASE_REPLICA_PATH"] = replicaOf(node);
  await node.start();
  await using load = (await Load.begin([node.url, node.url])).run();
  await load.untilAcknowledged(40);
  link.freeze();
  await waitFor(async () => (await healthOf(node))?.status === "down", { timeout: 15_000 });
  link.mend();
  await waitFor(async () => (await healthOf(node))?.status === "ok", {
    timeout: HEALED_WITHIN,
    message: "the server to be found again",
  });
  await load.untilAcknowledged(40);
  await load.finish();
  const person = load.followers[0]?.person;
  const asked = performance.now();
  for (let read = 0; read < 10; read += 1) await person?.history(load.roomId);
  expect(performance.now() - asked).toBeLessThan(1000);
});
