/** Rows of Wisp's tables, as its own code and triggers leave them, straight into the file. */
import type { Database } from "bun:sqlite";

const WEEK_MS = 7 * 24 * 3600 * 1000;
const NO_PASSWORD = "$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5$bm9ib2R5";
const WORDS = "what was said here some time ago, and is as long as such things are ".repeat(2);

const count = (database: Database, table: "rooms" | "users"): number =>
  database.query<{ count: number }, []>(`SELECT count(*) AS count FROM ${table}`).get()?.count ?? 0;

/** Rooms that hold `messages` each. */
export function addRooms(database: Database, roomIds: string[], messages: number): void {
  const sql =
    "INSERT INTO rooms (id, kind, name, last_sequence, revision, created_at) VALUES (?, 'open', ?, ?, ?, ?)";
  const insert = database.prepare(sql);
  const first = count(database, "rooms");
  roomIds.forEach((id, index) => insert.run(id, `Bench ${first + index}`, messages, messages, Date.now()));
}

export function addUsers(database: Database, userIds: string[]): void {
  const sql =
    "INSERT INTO users (id, username, email, display_name, role, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
  const insert = database.prepare(sql);
  const first = count(database, "users");
  userIds.forEach((id, index) => {
    const number = first + index;
    const role = number === 0 ? "owner" : "member";
    const email = `bench-${number}@example.org`;
    insert.run(id, `bench_${number}`, email, `Bench ${number}`, role, NO_PASSWORD, Date.now());
  });
}

export function addSessions(database: Database, sessionIds: string[], userIds: string[]): void {
  const sql = "INSERT INTO sessions (id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)";
  const insert = database.prepare(sql);
  const now = Date.now();
  sessionIds.forEach((id, index) => insert.run(id, userIds[index] ?? "", now, now + WEEK_MS));
}

/** Memberships (room, person) of people who have read all of `messages`. */
export function addMemberships(database: Database, pairs: [string, string][], messages: number): void {
  const sql =
    "INSERT INTO memberships (room_id, user_id, role, last_read_sequence, last_delivered_sequence, joined_at) VALUES (?, ?, 'member', ?, ?, ?)";
  const insert = database.prepare(sql);
  const now = Date.now();
  for (const [roomId, userId] of pairs) insert.run(roomId, userId, messages, messages, now);
}

/** Messages 1 to `messages` of a room, by its people in turn. */
export function addMessages(database: Database, roomId: string, userIds: string[], messages: number): void {
  const sql =
    "INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, client_message_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  const insert = database.query(sql);
  for (let sequence = 1; sequence <= messages; sequence += 1) {
    const [id, clientId] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()];
    const sender = userIds[sequence % userIds.length] ?? "";
    const content = WORDS.slice(0, 40 + (sequence % 90));
    insert.run(id, roomId, sequence, sequence, sequence, sender, content, clientId, Date.now());
  }
}
