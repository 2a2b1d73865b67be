import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { Connection } from "./connection.ts";
import { Database } from "./database.ts";
import { DatabaseUnavailable, databaseFailure, StatementFailed } from "./errors.ts";
import { accessChanges, memberships, messages, rooms, users } from "./schema/index.ts";

const directory = mkdtempSync(join(tmpdir(), "wisp-db-"));
const database = new Database({ url: `file:${directory}/wisp.db` });
const now = Date.now();
const person = (id: string) => ({
  id,
  username: id,
  email: id,
  displayName: id,
  role: "member" as const,
  passwordHash: "",
  createdAt: now,
});

beforeAll(async () => {
  await database.migrate();
  await database.writing.batch([
    database.writing.insert(users).values([person("ann"), person("ben")]),
    database.writing.insert(rooms).values({ id: "room", kind: "open", name: "room", createdAt: now }),
    database.writing
      .insert(memberships)
      .values({ roomId: "room", userId: "ann", role: "owner", joinedAt: now }),
  ]);
});

afterAll(async () => {
  await database.close();
  rmSync(directory, { recursive: true });
});

const message = (sequence: number) => ({
  id: `message-${sequence}`,
  roomId: "room",
  sequence,
  revision: sequence,
  createdRevision: sequence,
  senderId: "ann",
  content: "hello",
  createdAt: now,
});

test("migrating twice is migrating once", async () => {
  await database.migrate();
  expect(await database.primary.select().from(rooms)).toHaveLength(1);
});

test("a message moves its room on, and its sender has read it", async () => {
  await database.writing.insert(messages).values(message(1));
  const [room] = await database.primary.select().from(rooms);
  const [member] = await database.primary.select().from(memberships);
  expect(room).toMatchObject({ lastSequence: 1, revision: 1 });
  expect(member).toMatchObject({ lastReadSequence: 1, lastDeliveredSequence: 1 });
  await database.writing.update(messages).set({ content: "edited", revision: 2 });
  const [edited] = await database.primary.select().from(rooms);
  expect(edited).toMatchObject({ lastSequence: 1, revision: 2 });
});

test("two messages cannot have one number", async () => {
  const failed = await database.writing
    .insert(messages)
    .values({ ...message(1), id: "other", revision: 9 })
    .catch(databaseFailure);
  expect(failed).toBeInstanceOf(StatementFailed);
});

test("a batch is stored whole or not at all", async () => {
  const batch = database.writing.batch([
    database.writing.insert(users).values(person("cid")),
    database.writing
      .insert(memberships)
      .values({ roomId: "no such room", userId: "cid", role: "member", joinedAt: now }),
  ]);
  expect(databaseFailure(await batch.catch((error: unknown) => error))).toBeInstanceOf(StatementFailed);
  expect(await database.primary.select().from(users).where(eq(users.id, "cid"))).toEqual([]);
});

test("whatever changes who may see what is written down by the database itself", async () => {
  const count = async () => (await database.primary.select().from(accessChanges)).length;
  const before = await count();
  await database.writing
    .insert(memberships)
    .values({ roomId: "room", userId: "ben", role: "member", joinedAt: now });
  await database.writing.update(users).set({ displayName: "Benjamin" }).where(eq(users.id, "ben"));
  await database.writing.delete(memberships).where(eq(memberships.userId, "ben"));
  expect((await count()) - before).toBe(3);
});

test("a server that accepts and never answers is given up at the deadline", async () => {
  const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const connection = new Connection({
    url: `http://127.0.0.1:${silent.port}`,
    authToken: undefined,
    deadline: 100,
  });
  const failed = await connection
    .run([{ sql: "SELECT 1", args: [] }], "read")
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(DatabaseUnavailable);
  expect(connection.pending).toBe(0);
  await connection.close();
  silent.stop(true);
});
