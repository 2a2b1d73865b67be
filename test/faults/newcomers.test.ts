/** Whoever joins a room hears it from its first word on, also where only the database can tell the other nodes. */
import { expect, test } from "bun:test";
import type { Room } from "../../src/lib/contract/objects.ts";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, healthOf } from "./cluster.ts";

test("without Redis, a first direct message reaches somebody on another node", async () => {
  await using cluster = await Cluster.start();
  const [here, there] = [cluster.node(0), cluster.node(1)];
  const ann = await Person.register(here.url);
  const ben = await Person.register(there.url);
  await using socket = await ben.connect();
  await cluster.redis.kill();
  await waitFor(async () =>
    (await Promise.all(cluster.nodes.map(healthOf))).every((health) => health?.status === "degraded"),
  );

  const room = await ann.call<Room>("POST", "/api/direct-messages", { userIds: [ben.id] });
  await ann.send(room.id, "hello");
  await ann.send(room.id, "are you there?");

  await socket.next("user_joined", ({ roomId }) => roomId === room.id);
  await waitFor(() => socket.changesOf(room.id).length === 2, { timeout: 5000 });
  expect(socket.changesOf(room.id).map(({ message, after }) => [message.content, after])).toEqual([
    ["hello", 0],
    ["are you there?", 1],
  ]);
});

test("members learn once who joined, however many ways the word takes", async () => {
  await using cluster = await Cluster.start();
  const ann = await Person.register(cluster.node(0).url);
  const ben = await Person.register(cluster.node(1).url);
  const room = await ann.createRoom();
  await using socket = await ann.at(cluster.node(1).url).connect();
  await ben.call("POST", `/api/rooms/${room.id}/join`);
  await ben.call("DELETE", `/api/rooms/${room.id}/leave`);
  await ben.call("POST", `/api/rooms/${room.id}/join`);
  await waitFor(() => socket.of("user_joined").length === 2 && socket.of("user_left").length === 1);

  // Another person's arrival is in the database after these: once it is heard there, so are they.
  await cluster.redis.kill();
  const cid = await Person.register(cluster.node(0).url);
  await cid.call("POST", `/api/rooms/${room.id}/join`);
  await socket.next("user_joined", ({ user }) => user.id === cid.id);
  expect(socket.of("user_joined").filter(({ user }) => user.id === ben.id)).toHaveLength(2);
  expect(socket.of("user_left")).toHaveLength(1);
});
