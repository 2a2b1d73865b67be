/** What somebody may not see any more ends on every node: within a second by Redis, and soon without it. */
import { expect, test } from "bun:test";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, healthOf } from "./cluster.ts";

const WITH_REDIS = 1000;
/** Two looks into the database a second, and the time that they take. */
const WITHOUT_REDIS = 1500;

/** A member's socket on the other node, and the moment in which what they may see ends. */
async function endings(cluster: Cluster, limit: number): Promise<void> {
  const [here, there] = [cluster.node(0), cluster.node(1)];
  const owner = await Person.register(here.url);
  const member = await Person.register(here.url);
  const room = await owner.createRoom("closed");
  await owner.invite(room.id, member);
  await using socket = await member.at(there.url).connect();
  await owner.send(room.id, "for members");
  await socket.next("new_message");

  await owner.call("DELETE", `/api/rooms/${room.id}/members/${member.id}`);
  const removed = performance.now();
  const gone = async () =>
    (await member.at(there.url).request("GET", `/api/rooms/${room.id}`)).status === 404;
  await waitFor(gone, { message: "the room to be gone for who was removed" });
  expect(performance.now() - removed).toBeLessThan(limit);
  await Bun.sleep(Math.max(0, limit - (performance.now() - removed)));
  await owner.send(room.id, "not for them");
  await owner.call("PATCH", `/api/messages/${(await owner.history(room.id)).messages[0]?.id}`, {
    content: "nor this",
  });
  // Long enough for the database to have brought it to whoever may see it.
  await using bystander = await owner.at(there.url).connect();
  bystander.say({ type: "resume", rooms: { [room.id]: 0 } });
  await bystander.next("resumed");
  await socket.settled();
  expect(socket.changesOf(room.id).map(({ message }) => message.content)).toEqual(["for members"]);

  await member.call("POST", "/api/auth/logout");
  const left = performance.now();
  expect(await socket.closedWith()).toBe(4401);
  expect(performance.now() - left).toBeLessThan(limit);
  expect((await member.at(there.url).request("GET", "/api/users/me")).status).toBe(401);
}

test("on another node, with Redis", async () => {
  await using cluster = await Cluster.start();
  await endings(cluster, WITH_REDIS);
});

test("on another node, without Redis", async () => {
  await using cluster = await Cluster.start();
  await cluster.redis.kill();
  await waitFor(async () =>
    (await Promise.all(cluster.nodes.map(healthOf))).every((health) => health?.status === "degraded"),
  );
  await endings(cluster, WITHOUT_REDIS);
});
