import { afterEach, beforeEach, expect, test } from "bun:test";
import { expectOrder } from "../../../db/backup/contents.ts";
import { follow } from "../../../test/contract/expectations.ts";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { Person } from "../../../test/support/client.ts";
import { waitFor } from "../../../test/support/wait.ts";
import type { Message, Room, RoomListItem } from "../../lib/contract/objects.ts";
import { expireMessages } from "./expire.ts";

const JWT_SECRET = "what nodes that share a database share";

let app: TestApp;
/** Another node on the same file. */
let other: TestApp;
let ann: Person;
let ben: Person;
let room: Room;

beforeEach(async () => {
  app = await startApp({ JWT_SECRET });
  other = await startApp({ JWT_SECRET, DATABASE_URL: `file:${app.directory}/wisp.db` });
  ann = await Person.register(app.url);
  ben = await Person.register(other.url);
  room = await ann.createRoom();
  await ben.call("POST", `/api/rooms/${room.id}/join`);
});
afterEach(async () => {
  await other[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const ask = async (sql: string) => {
  const [rows = []] = await app.context.database.writer.write([{ sql, args: [] }]);
  return rows.map((row) => [...row]);
};
/** As the room's settings do, without the note of it, and for less than a minute too. */
const live = async (seconds: number | null) => {
  await ask(`UPDATE rooms SET message_lifetime = ${seconds} WHERE id = '${room.id}'`);
  await ask(`INSERT INTO audit_log (at, actor_id, action, room_id, details)
    VALUES (1, '${ann.id}', 'room.update', '${room.id}', '{"messageLifetime":${seconds}}')`);
};
/** Of those of these sequences the time has come: the job is not waited for. */
const timeComes = (...sequences: number[]) =>
  ask(
    `UPDATE messages SET expires_at = 1 WHERE expires_at IS NOT NULL AND sequence IN (${sequences.join()})`,
  );
const goEverywhere = async () => {
  await Promise.all([app, other, app].map(({ context }) => expireMessages(context)));
};
const held = async (person: Person) => (await person.history(room.id)).messages;
const unreadOf = async (person: Person) => {
  const { rooms } = await person.call<{ rooms: RoomListItem[] }>("GET", "/api/rooms");
  return rooms.find(({ id }) => id === room.id)?.unreadCount;
};

test("a message of a room whose messages disappear says when, and those before it stay", async () => {
  const before = await ann.send(room.id, "stays");
  await live(3600);
  const after = await ann.send(room.id, "goes");
  expect(before.expiresAt).toBeUndefined();
  expect(Date.parse(after.expiresAt ?? "")).toBe(Date.parse(after.createdAt) + 3_600_000);
  await live(null);
  expect((await ann.send(room.id, "stays too")).expiresAt).toBeUndefined();
  expect((await held(ann)).map(({ expiresAt }) => expiresAt)).toEqual([
    undefined,
    after.expiresAt,
    undefined,
  ]);
});

test("at its time, by itself, a message is empty for everyone, and nothing that was made of it is left", async () => {
  await using his = await ben.connect();
  await live(1);
  const sent = await ann.call<Message>("POST", `/api/rooms/${room.id}/polls`, {
    question: `Who, @${ben.username}?`,
    options: ["A", "B"],
  });
  await ben.call("PUT", `/api/messages/${sent.id}/votes`, { options: [1] });
  for (const table of [
    "saved_messages (user_id, message_id, saved_at)",
    "message_versions (replaced_by, message_id, content, written_at, replaced_at)",
  ])
    await ask(
      `INSERT INTO ${table} VALUES ('${ben.id}', '${sent.id}', 1${table.includes("content") ? ", 1, 1" : ""})`,
    );
  await ask(`INSERT INTO reactions VALUES ('${sent.id}', '👍', '${ben.id}', 1)`);
  const { message } = await his.next("message_updated", (frame) => frame.message.deletedAt !== null);
  expect(message).toMatchObject({ id: sent.id, content: "", sequence: sent.sequence });
  expect(message).not.toHaveProperty("poll");
  await waitFor(async () => (await unreadOf(ben)) === 0);
  const made = [
    "poll_votes",
    "message_versions",
    "saved_messages",
    "reactions",
    "push_deliveries",
    "mentions",
  ];
  for (const table of made) expect(await ask(`SELECT * FROM ${table}`)).toEqual([]);
  expect(JSON.stringify(await held(ben))).not.toContain("Who");
});

test("several nodes let a message go once, and revisions have no holes", async () => {
  await using hers = await ann.connect();
  await using his = await ben.connect();
  await live(3600);
  for (const number of [1, 2, 3, 4, 5, 6]) await ann.send(room.id, `${number}`);
  await timeComes(1, 2, 3, 4);
  await Promise.all([goEverywhere(), ann.send(room.id, "7"), ben.send(room.id, "8")]);
  await waitFor(async () => (await held(ann)).filter(({ deletedAt }) => deletedAt).length === 4);
  const messages = await held(ann);
  expect(messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const revision = Math.max(...messages.map((message) => message.revision));
  expect(revision).toBe(12);
  for (const socket of [hers, his]) {
    const changesOf = () => socket.changesOf(room.id);
    await waitFor(() => follow(changesOf()).size === 8 && changesOf().at(-1)?.message.revision === revision);
    expect(follow(changesOf()).get(messages[0]!.id)?.content).toBe("");
  }
});

test("whoever has not read what is gone has nothing to read, and keeps what is left", async () => {
  await live(3600);
  for (const number of [1, 2, 3]) await ann.send(room.id, `${number}`);
  expect(await unreadOf(ben)).toBe(3);
  await timeComes(1, 2);
  await goEverywhere();
  expect(await unreadOf(ben)).toBe(1);
  await timeComes(3);
  await goEverywhere();
  expect(await unreadOf(ben)).toBe(0);
  await ann.send(room.id, "4");
  expect(await unreadOf(ben)).toBe(1);
});

test("a place goes after its message, but for the newest, one with replies, and one that was reported", async () => {
  await live(3600);
  const root = await ann.send(room.id, "root");
  const reported = await ann.send(room.id, "reported");
  for (const number of [3, 4]) await ann.send(room.id, `${number}`);
  const reply = await ann.call<Message>("POST", `/api/rooms/${room.id}/messages`, {
    content: "reply",
    threadRootId: root.id,
  });
  await ask(`INSERT INTO reports (id, message_id, room_id, reporter_id, reason, content, created_at)
    VALUES ('r', '${reported.id}', '${room.id}', '${ben.id}', 'rude', 'reported', 1)`);
  const all = [1, 2, 3, 4, reply.sequence];
  await timeComes(1, 2, 3, 4);
  await goEverywhere();
  await timeComes(1, 2, 3, 4);
  await goEverywhere();
  expect((await held(ben)).map(({ sequence }) => sequence)).toEqual([1, 2, reply.sequence]);
  await ask("UPDATE reports SET resolved_at = 2");
  await timeComes(...all);
  await goEverywhere();
  await timeComes(...all);
  await goEverywhere();
  expect((await held(ben)).map(({ id }) => id)).toEqual([root.id, reply.id]);
  const next = await ann.send(room.id, "next");
  expect(next.sequence).toBe(reply.sequence + 1);
  // The reply is no longer the newest, and then nothing hangs on the root.
  for (const _ of [1, 2]) {
    await timeComes(...all);
    await goEverywhere();
  }
  expect((await held(ben)).map(({ id }) => id)).toEqual([next.id]);
  expect(await ask("SELECT * FROM reports")).toEqual([]);
});

test("whoever was away is brought over what is missing, however much that is", async () => {
  await ann.send(room.id, "first");
  await live(3600);
  const many = 1200;
  await ask(`
    WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
    INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, created_at, expires_at)
    SELECT 'm' || i, '${room.id}', i, i, i, '${ann.id}', 'm' || i, 1, iif(i > 100, 1, NULL) FROM n`);
  const left = await ann.send(room.id, "last");
  await ask(`UPDATE messages SET content = '', deleted_at = 1 WHERE expires_at = 1`);
  await expireMessages(app.context);
  while ((await expireMessages(app.context)) > 0);
  expect(await ask("SELECT count(*) FROM messages")).toEqual([[101]]);
  const missed = (after: number) =>
    ben.call<{ messages: Message[]; revision: number; reset: boolean }>(
      "GET",
      `/api/rooms/${room.id}/changes?after=${after}`,
    );
  const all = await missed(1);
  expect({ ...all, messages: all.messages.length }).toEqual({
    messages: 100,
    revision: left.revision,
    reset: false,
  });
  expect((await missed(500)).messages.map(({ id }) => id)).toEqual([left.id]);
  const older = await ben.history(room.id, "?before=900&limit=10");
  expect(older.messages.map(({ sequence }) => sequence)).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  expect((await ben.history(room.id, `?after=100`)).messages.map(({ id }) => id)).toEqual([left.id]);
  expect(() => expectOrder(`${app.directory}/wisp.db`)).not.toThrow();
});

test("a room with places missing that never had messages disappear is unsound", async () => {
  for (const number of [1, 2, 3]) await ann.send(room.id, `${number}`);
  await ask("DELETE FROM messages WHERE sequence = 2");
  expect(() => expectOrder(`${app.directory}/wisp.db`)).toThrow("numbered without holes");
});
