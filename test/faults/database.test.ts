/** A libSQL server that hangs: nobody's event loop stalls, errors are clear, nothing is acknowledged falsely, and all heals. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { Person, SocketClient } from "../support/client.ts";
import type { Follower } from "../support/follower.ts";
import type { WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, healthOf, metricOf, metricsOf } from "./cluster.ts";
import { Load } from "./load.ts";

/** Milliseconds of one deadline of a write, and of the worst wait that is still answered: one batch's and one's own. */
const DEADLINE = 5000;
const ANSWERED_WITHIN = 2 * DEADLINE + 1500;
/** Milliseconds that may pass before a node answers what needs no database; a call that blocks takes whole seconds. */
const AT_ONCE = 1000;

/** Asks a node again and again for what needs no database, and remembers the slowest answer. */
function pulse(node: WispNode, socket: SocketClient) {
  const state = { worst: 0, beating: true };
  const beat = async (ask: () => Promise<unknown>) => {
    while (state.beating) {
      const asked = performance.now();
      await ask();
      state.worst = Math.max(state.worst, performance.now() - asked);
      await Bun.sleep(40);
    }
  };
  const beats = [
    beat(() => fetch(`${node.url}/metrics`).then((answer) => answer.text())),
    beat(() => socket.settled()),
  ];
  return async () => {
    state.beating = false;
    await Promise.all(beats);
    return state.worst;
  };
}

/** How often the event loop ran a timer more than a second late. */
const stalls = async (node: WispNode) => {
  const metric = await metricsOf(node);
  const name = "wisp_event_loop_delay_seconds";
  return metric(`${name}_count`) - metric(`${name}_bucket`, 'le="1"');
};

async function post(person: Person, roomId: string, clientMessageId: string) {
  const asked = performance.now();
  const response = await person.request("POST", `/api/rooms/${roomId}/messages`, {
    content: clientMessageId,
    clientMessageId,
  });
  return {
    response,
    body: (await response.json()) as Message & { code?: string },
    milliseconds: performance.now() - asked,
  };
}

test("the libSQL server hangs for longer than any deadline", async () => {
  await using cluster = await Cluster.start();
  await using load = await Load.begin(cluster.nodes.map(({ url }) => url));
  const people = load.followers.map(({ person }) => person);
  const [first, second] = load.followers as [Follower, Follower];
  await load.run().untilAcknowledged(20);
  await load.finish();
  const watched = await Promise.all(people.map((person) => person.connect()));
  const before = await Promise.all(cluster.nodes.map(stalls));

  cluster.sqld.pause();
  const pulses = cluster.nodes.map((node, index) => pulse(node, watched[index] as SocketClient));
  first.send(load.roomId, "by socket", "by socket");
  const answers = await Promise.all(
    people.map((person, index) => post(person, load.roomId, `by http ${index}`)),
  );
  for (const { response, body, milliseconds } of answers) {
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(body.code).toBe("unavailable");
    expect(milliseconds).toBeLessThan(ANSWERED_WITHIN);
  }
  await waitFor(
    () =>
      first.errors.some(
        ({ code, clientMessageId }) => code === "unavailable" && clientMessageId === "by socket",
      ),
    {
      timeout: ANSWERED_WITHIN,
      message: "an error frame",
    },
  );
  expect(first.acks.has("by socket")).toBe(false);
  for (const node of cluster.nodes) expect((await fetch(`${node.url}/health`)).status).toBe(503);
  for (const end of pulses) expect(await end()).toBeLessThan(AT_ONCE);
  expect(await Promise.all(cluster.nodes.map(stalls))).toEqual(before);

  cluster.sqld.resume();
  await waitFor(async () =>
    (await Promise.all(cluster.nodes.map(healthOf))).every((health) => health?.status === "ok"),
  );
  // Whether the server stored what it was too late to acknowledge is its own affair: the same again is the same message.
  for (const [index, person] of people.entries()) {
    const { body } = await post(person, load.roomId, `by http ${index}`);
    load.acknowledged.set(`by http ${index}`, body);
  }
  first.send(load.roomId, "by socket", "by socket");
  await waitFor(() => first.acks.has("by socket"));
  await load.expectHeld(() => cluster.stateOf(load.roomId));
  expect(second.holder(load.roomId).messages.map(({ clientMessageId }) => clientMessageId)).toContain(
    "by socket",
  );
  for (const socket of watched) await socket[Symbol.asyncDispose]();
});

test("under load the libSQL server hangs, and later is killed: everyone goes on afterwards, and nothing is lost or doubled", async () => {
  await using cluster = await Cluster.start();
  await using load = (await Load.begin(cluster.nodes.flatMap(({ url }) => [url, url]))).run();
  await load.untilAcknowledged(40);
  cluster.sqld.pause();
  await waitFor(
    () => load.followers.some(({ errors }) => errors.some(({ code }) => code === "unavailable")),
    { timeout: ANSWERED_WITHIN, message: "an error frame" },
  );
  cluster.sqld.resume();
  await load.untilAcknowledged(40);

  await cluster.sqld.kill();
  const failures = load.followers.reduce((sum, { errors }) => sum + errors.length, 0);
  await waitFor(() => load.followers.reduce((sum, { errors }) => sum + errors.length, 0) > failures, {
    message: "an error frame",
  });
  expect((await fetch(`${cluster.node(0).url}/metrics`)).status).toBe(200);
  await cluster.sqld.restart();
  await load.untilAcknowledged(40);
  await load.finish();
  await load.expectHeld(() => cluster.stateOf(load.roomId));
});

test("more sends than a batch can take are all answered while the libSQL server hangs", async () => {
  await using cluster = await Cluster.start({ nodes: 1 });
  const person = await Person.register(cluster.node(0).url);
  const room = await person.createRoom();
  const sockets = await Promise.all(Array.from({ length: 5 }, () => person.connect()));
  const { accessToken } = await person.call<{ accessToken: string }>("POST", "/api/auth/login", {
    email: person.username,
    password: person.password,
  });
  cluster.sqld.pause();
  // Somebody whose session must be looked up, and who does not wait for that.
  const impatient = await SocketClient.open(person.url);
  impatient.say({ type: "authenticate", token: accessToken });
  const begun = performance.now();
  for (const [index, socket] of sockets.entries()) {
    for (let sent = 0; sent < 400; sent += 1) {
      socket.say({
        type: "send_message",
        roomId: room.id,
        content: "flood",
        clientMessageId: `${index} ${sent}`,
      });
    }
  }
  await waitFor(() => sockets.every((socket) => socket.of("error").length === 400), {
    timeout: 30_000,
    message: "an answer to everything",
  });
  expect(performance.now() - begun).toBeLessThan(ANSWERED_WITHIN);
  for (const socket of sockets)
    expect(new Set(socket.of("error").map(({ code }) => code))).toEqual(new Set(["unavailable"]));
  impatient.terminate();
  cluster.sqld.resume();
  await waitFor(async () => (await post(person, room.id, "0 0")).response.ok);
  for (const socket of sockets) await socket[Symbol.asyncDispose]();
  await waitFor(async () => (await metricOf(cluster.node(0), "wisp_connections")) === 0, {
    message: "no connection to be left behind",
  });
});
