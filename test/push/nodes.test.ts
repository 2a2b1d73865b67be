/** Nodes that share the work of telling people: nobody is told twice, and nobody is forgotten when one of them dies. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { notifyRooms, takeDue } from "../../src/domain/notifications/index.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { startNode, type WispNode } from "../support/node.ts";
import { type Device, PushService } from "../support/push-service.ts";
import { waitFor } from "../support/wait.ts";

const JWT_SECRET = "what nodes that share a database share";

let service: PushService;
let app: TestApp;

/** Another node on the same database. */
const shared = () => ({
  JWT_SECRET,
  PUSH_SERVICES: service.origin,
  DATABASE_URL: `file:${app.directory}/wisp.db`,
});

beforeEach(async () => {
  service = new PushService();
  app = await startApp({ JWT_SECRET, PUSH_SERVICES: service.origin });
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  service[Symbol.dispose]();
});

const arrived = (device: Device) =>
  waitFor(() => device.taken.length > 0, { timeout: 25_000, message: "a notification" });

/** Two people with a direct room, the second one with a device, who talk to that node. */
async function pair(url: string) {
  const [ann, ben] = await Promise.all([Person.register(url), Person.register(url)]);
  const device = await service.device().subscribe(ben);
  const write = (content: string) => ann.call("POST", `/api/direct-messages/${ben.id}`, { content });
  return { ann, ben, device, write };
}

const count = async (table: "push_deliveries" | "mentions") => {
  const [rows = []] = await app.context.database.ask([{ sql: `SELECT count(*) FROM ${table}`, args: [] }]);
  return Number(rows[0]?.[0]);
};

test("two nodes that look at the same messages at once tell of each once", async () => {
  await using other = await startApp(shared());
  const people = await Promise.all(Array.from({ length: 8 }, () => pair(app.url)));
  await Promise.all(people.map(({ write }) => write("hello")));
  const { rooms } = await people[0]!.ann.call<{ rooms: { id: string }[] }>("GET", "/api/rooms");
  const causes = new Map(rooms.map(({ id }) => [id, 1]));
  await Promise.all([app, other, app, other].map(({ context }) => notifyRooms(context, causes)));
  await Promise.all(people.map(({ device }) => arrived(device)));
  await waitFor(async () => (await count("push_deliveries")) === 0);
  expect(people.map(({ device }) => device.bodies)).toEqual(people.map(() => ["hello"]));
});

test("a delivery is one node's alone while it is sent", async () => {
  await using other = await startApp(shared());
  const { write, device } = await pair(app.url);
  device.answer = { status: 503 };
  await write("hello");
  await waitFor(() => device.asked > 0, { timeout: 15_000 });
  const taken = await Promise.all([takeDue(app.context), takeDue(other.context)]);
  expect(taken.map((each) => each.taken)).toEqual([0, 0]);
});

async function withNode(work: (node: WispNode) => Promise<void>): Promise<void> {
  await using node = await startNode({ ...shared(), RATE_LIMITS: "off" });
  await work(node);
}

test("what a node ordered that died before it sent is sent by another", () =>
  withNode(async (node) => {
    const { write, device } = await pair(node.url);
    await write("hello");
    await waitFor(async () => (await count("push_deliveries")) === 1, { interval: 5 });
    await node.kill();
    expect(device.taken).toEqual([]);
    await arrived(device);
    expect(device.bodies).toEqual(["hello"]);
  }));

test("what a node stored that died before it looked is found by the next one that starts", () =>
  withNode(async (node) => {
    const { write, device } = await pair(node.url);
    await write("hello");
    await node.kill();
    expect(await count("push_deliveries")).toBe(0);
    await node.restart();
    await arrived(device);
    expect(device.bodies).toEqual(["hello"]);
  }));
