/**
 * Fills Wisp's database before the server starts: registering ten thousand people over HTTP would hash ten thousand
 * passwords. The rows are the ones that registering, signing in and joining write; only the password hash is a dummy.
 */
import { Database } from "bun:sqlite";
import { drizzle } from "drizzle-orm/bun-sqlite";
import { migrate } from "../db/migrate.ts";
import type { Row } from "../db/protocol.ts";
import { accessChanges, memberships, rooms, sessions, users } from "../db/schema/index.ts";
import { createTokens } from "../src/domain/accounts/tokens.ts";
import type { Credentials, Layout } from "./run/targets.ts";

const WEEK_MS = 7 * 24 * 3600 * 1000;
const ROWS_A_STATEMENT = 500;
const noPassword = "$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5$bm9ib2R5";

type Person = { userId: string; sessionId: string; roomId: string; role: "owner" | "member" };

export async function prepareWisp(layout: Layout, file: string, secret: string): Promise<Credentials> {
  const roomIds = Array.from({ length: layout.rooms }, () => Bun.randomUUIDv7());
  const people = roomIds.flatMap((roomId) => peopleOf(roomId, layout.members));
  const client = await migrated(file);
  fill(client, roomIds, people);
  client.close();
  const { sign } = createTokens(secret);
  return {
    roomIds,
    tokens: await Promise.all(people.map((person) => sign(person.userId, person.sessionId))),
  };
}

function peopleOf(roomId: string, members: number): Person[] {
  return Array.from({ length: members }, (_, index) => ({
    userId: Bun.randomUUIDv7(),
    sessionId: Bun.randomUUIDv7(),
    roomId,
    role: index === 0 ? "owner" : "member",
  }));
}

async function migrated(file: string): Promise<Database> {
  const client = new Database(file, { create: true });
  client.run("PRAGMA journal_mode = WAL");
  // A migration's statements carry no values of their own.
  await migrate((statements) =>
    Promise.resolve(statements.map(({ sql }) => client.query(sql).values() as Row[])),
  );
  return client;
}

function fill(client: Database, roomIds: string[], people: Person[]): void {
  const database = drizzle(client);
  const now = Date.now();
  database.transaction((tx) => {
    inChunks(roomIds.map(roomRow(now)), (rows) => tx.insert(rooms).values(rows).run());
    inChunks(people.map(userRow(now)), (rows) => tx.insert(users).values(rows).run());
    inChunks(people.map(sessionRow(now)), (rows) => tx.insert(sessions).values(rows).run());
    inChunks(people.map(membershipRow(now)), (rows) => tx.insert(memberships).values(rows).run());
    // They joined long ago: what tells the other nodes of it has been read and removed.
    tx.delete(accessChanges).run();
  });
}

function inChunks<New>(rows: New[], insert: (chunk: New[]) => void): void {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) insert(rows.slice(at, at + ROWS_A_STATEMENT));
}

const roomRow = (createdAt: number) => (id: string, index: number) =>
  ({ id, kind: "open", name: `Bench ${index}`, createdAt }) satisfies typeof rooms.$inferInsert;

const userRow = (createdAt: number) => (person: Person, index: number) =>
  ({
    id: person.userId,
    username: `bench_${index}`,
    email: `bench-${index}@example.org`,
    displayName: `Bench ${index}`,
    role: index === 0 ? "owner" : "member",
    passwordHash: noPassword,
    createdAt,
  }) satisfies typeof users.$inferInsert;

const sessionRow = (createdAt: number) => (person: Person) =>
  ({
    id: person.sessionId,
    userId: person.userId,
    createdAt,
    expiresAt: createdAt + WEEK_MS,
  }) satisfies typeof sessions.$inferInsert;

const membershipRow = (joinedAt: number) => (person: Person) =>
  ({
    roomId: person.roomId,
    userId: person.userId,
    role: person.role,
    joinedAt,
  }) satisfies typeof memberships.$inferInsert;
