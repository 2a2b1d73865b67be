/** Redis is a hint: without it everything goes on, other nodes' people hear later, nothing is lost or doubled, and it heals. */
import { expect, test } from "bun:test";
import { Person } from "../support/client.ts";
import { Follower } from "../support/follower.ts";
import type { WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, healthOf } from "./cluster.ts";
import { Load } from "./load.ts";

const until = (node: WispNode, status: string) =>
  waitFor(async () => (await healthOf(node))?.status === status, {
    message: () => `${node.url} to be ${status}`,
  });

/** Milliseconds until this follower holds the message. */
async function heardAfter(
  follower: Follower,
  roomId: string,
  messageId: string,
  since: number,
): Promise<number> {
  const holds = () => follower.holder(roomId).messages.some(({ id }) => id === messageId);
  await waitFor(holds, { interval: 2, message: `${follower.person.username} to hear of a message` });
  return performance.now() - since;
}

async function isOnline(asker: Person, roomId: string, { id }: Person): Promise<boolean> {
  const { members } = await asker.call<{ members: { id: string; online: boolean }[] }>(
    "GET",
    `/api/rooms/${roomId}/members`,
  );
  return members.find((member) => member.id === id)?.online === true;
}

const outages = {
  "is killed": {
    begin: (cluster: Cluster) => cluster.redis.kill(),
    end: (cluster: Cluster) => cluster.redis.restart(),
  },
  hangs: {
    begin: (cluster: Cluster) => cluster.redis.pause(),
    end: (cluster: Cluster) => cluster.redis.resume(),
  },
};

for (const [what, { begin, end }] of Object.entries(outages)) {
  test(`Redis ${what} under load, and comes back`, async () => {
    await using cluster = await Cluster.start();
    const [here, there] = [cluster.node(0), cluster.node(1)];
    await using load = (await Load.begin([here.url, there.url, here.url, there.url])).run();
    const [sender, other, neighbour] = load.followers as [Follower, Follower, Follower];
    await load.untilAcknowledged(30);
    expect(await isOnline(other.person, load.roomId, sender.person)).toBe(true);

    await begin(cluster);
    // At once, while nobody has noticed yet: the worst moment.
    const { id } = await sender.person.send(load.roomId, "without Redis");
    const now = performance.now();
    const [own, others] = await Promise.all(
      [neighbour, other].map((who) => heardAfter(who, load.roomId, id, now)),
    );
    expect(own).toBeLessThan(500);
    expect(others).toBeLessThan(5000);
    await Promise.all(cluster.nodes.map((node) => until(node, "degraded")));
    expect((await fetch(`${here.url}/health`)).status).toBe(200);
    await load.untilAcknowledged(30);

    // Somebody goes and somebody comes while the nodes cannot tell each other.
    await using late = new Follower((await Person.register(here.url)).at(here.url), [load.roomId]);
    await sender.person.invite(load.roomId, late.person);
    await late.start().untilReady();
    neighbour.drop();

    await end(cluster);
    await Promise.all(cluster.nodes.map((node) => until(node, "ok")));
    const healed = async () =>
      (await isOnline(other.person, load.roomId, late.person)) &&
      !(await isOnline(other.person, load.roomId, neighbour.person));
    await waitFor(healed, { message: "presence to agree again" });
    neighbour.start(neighbour.person.url);

    const before = load.acknowledged.size;
    await load.untilAcknowledged(30);
    await load.finish();
    const { messages } = await load.expectHeld(() => cluster.stateOf(load.roomId));
    expect(messages.length).toBe(load.acknowledged.size + 1);
    expect(load.acknowledged.size).toBeGreaterThan(before);
    await waitFor(() => late.holder(load.roomId).messages.length === messages.length, {
      message: "the newcomer to hold all",
    });
  });
}

test("words that no node understands are passed over", async () => {
  await using cluster = await Cluster.start();
  await using load = (await Load.begin(cluster.nodes.map(({ url }) => url))).run();
  await load.untilAcknowledged(10);
  const words = [
    "nonsense",
    "{}",
    "null",
    '{"type":"of_a_later_version"}',
    '{"type":"message_changed"}',
    "\\x00\\xff",
  ];
  for (const channel of ["wisp:nodes", "wisp:presence", `wisp:room:${load.roomId}`]) {
    for (const word of words) {
      for (const payload of [word, `other\\n${word}`])
        await cluster.redis.command(`PUBLISH ${channel} "${payload.replaceAll('"', '\\"')}"`);
    }
  }
  await load.untilAcknowledged(20);
  await load.finish();
  expect(cluster.nodes.map(({ running }) => running)).toEqual([true, true]);
  await load.expectHeld(() => cluster.stateOf(load.roomId));
});

test("what a node finds without Redis is in each of its answers from then on, also where its replica gives them", async () => {
  await using cluster = await Cluster.start();
  const [here, there] = [cluster.node(0), cluster.node(1)];
  const [ada, grace] = [await Person.register(here.url), await Person.register(there.url)];
  const { id: roomId } = await ada.createRoom("closed");
  await ada.invite(roomId, grace);
  await waitFor(async () => (await grace.request("GET", `/api/rooms/${roomId}`)).ok);
  await using socket = await grace.connect();
  await cluster.redis.kill();
  await until(there, "degraded");
  for (const content of ["one", "two", "three", "four", "five"]) {
    await ada.send(roomId, content);
    await socket.next("new_message", ({ message }) => message.content === content);
    const { messages } = await grace.history(roomId);
    expect(messages.at(-1)?.content).toBe(content);
  }
});

test("whoever comes to a room in which nobody was finds in it what they are told of", async () => {
  await using cluster = await Cluster.start();
  const [here, there] = [cluster.node(0), cluster.node(1)];
  const ada = await Person.register(here.url);
  const comers: [Person, string][] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const comer = await Person.register(there.url);
    const { id: roomId } = await ada.createRoom("open");
    await comer.call("POST", `/api/rooms/${roomId}/join`);
    comers.push([comer, roomId]);
  }
  for (const [comer, roomId] of comers) {
    await ada.send(roomId, "were you away?");
    await using socket = await comer.connect();
    socket.say({ type: "resume", rooms: { [roomId]: 0 } });
    await socket.next("new_message");
    expect((await comer.history(roomId)).messages.map(({ content }) => content)).toEqual(["were you away?"]);
  }
});

test("whoever sends again to another node finds there what is said to be stored", async () => {
  await using cluster = await Cluster.start();
  const [here, there] = [cluster.node(0), cluster.node(1)];
  const ada = await Person.register(here.url);
  const { id: roomId } = await ada.createRoom("closed");
  await cluster.redis.kill();
  await until(there, "degraded");
  for (const content of ["one", "two", "three", "four", "five"]) {
    const sent = await ada.send(roomId, content, content);
    expect((await ada.at(there.url).send(roomId, content, content)).id).toBe(sent.id);
    expect((await ada.at(there.url).history(roomId)).messages.at(-1)?.content).toBe(content);
  }
});
