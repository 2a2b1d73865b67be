/** Messages that are sent at their time: once, whichever node looks, and whichever dies. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { sendDue } from "../../src/domain/scheduled/index.ts";
import type { Scheduled } from "../../src/lib/contract/objects.ts";
import { startApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { startNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";

const schedule = (person: Person, roomId: string, content: string, milliseconds: number) =>
  person.call<Scheduled>("POST", `/api/rooms/${roomId}/scheduled`, {
    content,
    sendAt: new Date(Date.now() + milliseconds).toISOString(),
  });
const waiting = async (person: Person) =>
  (await person.call<{ scheduled: Scheduled[] }>("GET", "/api/scheduled")).scheduled;
const said = async (person: Person, roomId: string) =>
  (await person.history(roomId)).messages.map(({ content }) => content);

/** A row that a node has to itself stays as it is: as if the node died at that moment. */
const HOLD = [
  "CREATE TRIGGER held_row BEFORE DELETE ON scheduled_messages BEGIN SELECT RAISE(ABORT, 'held'); END",
  `CREATE TRIGGER held_state BEFORE UPDATE ON scheduled_messages WHEN old.failure = 'sending'
    BEGIN SELECT RAISE(ABORT, 'held'); END`,
];
const LET_GO = ["DROP TRIGGER held_row", "DROP TRIGGER held_state"];

test("kill -9 between the sending of a message and its removal: it is sent once", async () => {
  await using node = await startNode({ RATE_LIMITS: "off" });
  const ann = await Person.register(node.url);
  const room = await ann.createRoom();
  using file = new Database(join(node.directory, "data/wisp.db"));
  file.run("PRAGMA busy_timeout = 5000");
  for (const statement of HOLD) file.run(statement);
  await schedule(ann, room.id, "once", 600);
  await waitFor(async () => (await said(ann, room.id)).length === 1);
  expect(await waiting(ann)).toMatchObject([{ sending: true }]);
  await node.kill();
  for (const statement of LET_GO) file.run(statement);
  // What the node had to itself for a minute is anybody's again.
  file.run("UPDATE scheduled_messages SET send_at = 1");
  await node.restart();
  await waitFor(async () => (await waiting(ann)).length === 0, { timeout: 15_000 });
  expect(await said(ann, room.id)).toEqual(["once"]);
});

test("kill -9 before a message is due: the next node sends it, late", async () => {
  await using node = await startNode({ RATE_LIMITS: "off" });
  const ann = await Person.register(node.url);
  const room = await ann.createRoom();
  const made = await schedule(ann, room.id, "late", 1500);
  await node.kill();
  await waitFor(() => Date.now() > Date.parse(made.sendAt));
  await node.restart();
  await waitFor(async () => (await said(ann, room.id)).length === 1, { timeout: 15_000 });
  expect(await said(ann, room.id)).toEqual(["late"]);
});

test("two nodes whose jobs meet send each message once", async () => {
  const settings = { JWT_SECRET: "what nodes that share a database share" };
  await using app = await startApp(settings);
  await using other = await startApp({ ...settings, DATABASE_URL: `file:${app.directory}/wisp.db` });
  const people = await Promise.all(Array.from({ length: 4 }, () => Person.register(app.url)));
  const room = await people[0]!.createRoom();
  await Promise.all(people.slice(1).map((person) => person.call("POST", `/api/rooms/${room.id}/join`)));
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  for (const person of people)
    for (const number of numbers)
      await schedule(person, room.id, `${person.username} ${number}`, 2000 + number);
  const failures: unknown[] = [];
  const all = people.length * numbers.length;
  await waitFor(async () => {
    await Promise.all(
      [app, other, app, other].map(({ context }) => sendDue(context, (error) => failures.push(error))),
    );
    return (await said(people[0]!, room.id)).length >= all;
  });
  for (const person of people) await waitFor(async () => (await waiting(person)).length === 0);
  const words = (await people[0]!.history(room.id, "?limit=100")).messages.map(({ content }) => content);
  expect(words.length).toBe(all);
  expect(new Set(words).size).toBe(all);
  expect(failures).toEqual([]);
});
