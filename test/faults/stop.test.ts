/** A node that is asked to stop: everyone is sent away to come back, and nothing that was acknowledged is lost. */
import { expect, test } from "bun:test";
import { Cluster } from "./cluster.ts";
import { Load } from "./load.ts";

const EXIT_WITHIN = 10_000;

test("SIGTERM under load: sockets close with 1012, the process ends with 0, and its people go on when it is back", async () => {
  await using cluster = await Cluster.start();
  const [leaving, staying] = [cluster.node(0), cluster.node(1)];
  await using load = (await Load.begin([leaving.url, staying.url, leaving.url])).run();
  await load.untilAcknowledged(60);

  const asked = performance.now();
  expect(await leaving.stop(EXIT_WITHIN)).toBe(0);
  expect(performance.now() - asked).toBeLessThan(EXIT_WITHIN);
  for (const follower of load.followers.filter(({ person }) => person.url === leaving.url))
    expect(follower.closes[0]).toBe(1012);
  expect(load.followers[1]?.closes).toEqual([]);

  await load.untilAcknowledged(20);
  await leaving.start();
  await load.untilAcknowledged(40);
  await load.finish();
  const { messages } = await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(messages.length).toBe(load.acknowledged.size);
});

test("SIGTERM while Redis and the libSQL server hang: the process still ends in time", async () => {
  await using cluster = await Cluster.start();
  await using load = (await Load.begin(cluster.nodes.map(({ url }) => url))).run();
  await load.untilAcknowledged(10);
  cluster.redis.pause();
  cluster.sqld.pause();
  const exits = await Promise.all(cluster.nodes.map((node) => node.stop(EXIT_WITHIN)));
  // 1 where what was under way had to be given up; a signal's name would mean that it hung.
  for (const exit of exits) expect(exit === 0 || exit === 1).toBe(true);
  expect(load.followers.map(({ closes }) => closes[0])).toEqual([1012, 1012]);
  cluster.redis.resume();
  cluster.sqld.resume();
  await Promise.all(cluster.nodes.map((node) => node.start()));
  await load.untilAcknowledged(20);
  await load.finish();
  await load.expectHeld(() => cluster.stateOf(load.roomId));
});
