import { afterAll, beforeAll, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { Person } from "../../../test/support/client.ts";
import type { DomainEvent } from "../events.ts";
import { tellReminders } from "./index.ts";

let app: TestApp;
let ada: Person;
let roomId: string;
beforeAll(async () => {
  app = await startApp();
  ada = await Person.register(app.url);
  roomId = (await ada.createRoom("closed")).id;
});
afterAll(() => app?.[Symbol.asyncDispose]());

const write = (sql: string, ...args: (string | number)[]) =>
  app.context.database.writer.write([{ sql, args }]);
const rows = async (sql: string) => (await app.context.database.ask([{ sql, args: [] }]))[0];
const hour = 3_600_000;
const remind = (person: Person, id: string) =>
  person.call("PUT", `/api/messages/${id}/reminder`, { at: new Date(Date.now() + hour).toISOString() });
/** As if that much time had passed. */
const pass = (milliseconds: number) => write("UPDATE reminders SET due_at = due_at - ?", milliseconds);

test("of many nodes one tells each reminder, to each device", async () => {
  const grace = await Person.register(app.url);
  await ada.invite(roomId, grace);
  const endpoint = "https://push.example.org/1";
  const keys = { p256dh: `B${"x".repeat(86)}`, auth: "x".repeat(22) };
  await grace.call("POST", "/api/push/subscriptions", { endpoint, keys });
  const contents = ["one", "two", "three"];
  for (const content of contents) await remind(grace, (await ada.send(roomId, content)).id);
  const told: string[] = [];
  const hear = (event: DomainEvent) => event.type === "own_changed" && told.push(event.userId);
  app.context.events.subscribe(hear);
  const { context } = app;
  await Promise.all(Array.from({ length: 8 }, () => tellReminders(context)));
  expect(told).toEqual([]);
  await pass(2 * hour);
  await Promise.all(Array.from({ length: 8 }, () => tellReminders(context)));
  expect(new Set(told)).toEqual(new Set([grace.id]));
  expect(await rows("SELECT count(*) FROM reminders WHERE told_at IS NOT NULL")).toEqual([[3]]);
  const orders = "SELECT count(*) FROM push_deliveries WHERE id LIKE '% reminder %'";
  expect(Number((await rows(orders))?.[0]?.[0])).toBeLessThanOrEqual(3);
  await pass(-10 * hour);
  await pass(20 * hour);
  expect(await tellReminders(context)).toBe(false);
});

test("nobody is reminded of what was deleted, or of a room that they left", async () => {
  const grace = await Person.register(app.url);
  await ada.invite(roomId, grace);
  const [deleted, left] = [await ada.send(roomId, "deleted"), await ada.send(roomId, "left")];
  for (const { id } of [deleted, left]) await remind(grace, id);
  await remind(ada, left.id);
  await ada.call("DELETE", `/api/messages/${deleted.id}`);
  await grace.call("DELETE", `/api/rooms/${roomId}/leave`);
  await pass(2 * hour);
  await tellReminders(app.context);
  const theirs = await rows(
    `SELECT user_id FROM reminders WHERE message_id IN ('${deleted.id}', '${left.id}')`,
  );
  expect(theirs).toEqual([[ada.id]]);
});
