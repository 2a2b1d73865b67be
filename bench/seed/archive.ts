/** An installation in which a great deal has been said, and all of it can be searched. */
import type { Database } from "bun:sqlite";
import type { Row, Statement } from "../../db/protocol.ts";
import { createTokens } from "../../src/domain/accounts/tokens.ts";
import type { Context } from "../../src/domain/context.ts";
import { beginIndex, indexOld } from "../../src/domain/search/index.ts";
import { openSeeded } from "./file.ts";
import { addMemberships, addRooms, addSessions, addUsers } from "./rows.ts";
import { wordsByRank } from "./words.ts";
import { ids } from "./wisp.ts";

export type Archive = { messages: number; rooms: number; users: number };

/** People who search, and the rooms that each of them may read. */
export const SEARCHERS = 4;
export const READABLE = 50;
/** In every third message of the rooms that none of them may read, and nowhere else. */
export const HIDDEN = "unreadable";

export type Searchers = { roomIds: string[]; tokens: string[] };

export async function seedArchive(archive: Archive, file: string, secret: string): Promise<Searchers> {
  const roomIds = ids(archive.rooms);
  const userIds = ids(archive.users);
  const sessionIds = ids(archive.users);
  const readable = Math.min(READABLE, archive.rooms / 2);
  using seeded = await openSeeded(file);
  const { database } = seeded;
  seeded.fill(() => {
    const perRoom = archive.messages / archive.rooms;
    addRooms(database, roomIds, perRoom);
    addUsers(database, userIds);
    addSessions(database, sessionIds, userIds);
    const pairs = userIds.flatMap((userId, user) => {
      const rooms = user < SEARCHERS ? roomIds.slice(0, readable) : [roomIds[user % archive.rooms] ?? ""];
      return rooms.map((roomId): [string, string] => [roomId, userId]);
    });
    addMemberships(database, pairs, perRoom);
    addTalk(database, roomIds, userIds, perRoom, readable);
  });
  await fillIndex(database);
  const { sign } = createTokens(secret);
  const searchers = userIds.slice(0, SEARCHERS);
  const tokens = searchers.map((userId, index) => sign(userId, sessionIds[index] ?? ""));
  return { roomIds: roomIds.slice(0, readable), tokens: await Promise.all(tokens) };
}

/** As it came: a message in every room, then the next in every room. */
function addTalk(
  database: Database,
  roomIds: string[],
  userIds: string[],
  perRoom: number,
  readable: number,
): void {
  const insert = database.query(
    "INSERT INTO messages (id, room_id, sequence, revision, created_revision, sender_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const talk = wordsByRank();
  for (let sequence = 1; sequence <= perRoom; sequence += 1) {
    roomIds.forEach((roomId, room) => {
      const hidden = room >= readable && sequence % 3 === 0 ? ` ${HIDDEN}` : "";
      const content = `${talk()}${hidden}`;
      const sender = userIds[(sequence + room) % userIds.length] ?? "";
      insert.run(Bun.randomUUIDv7(), roomId, sequence, sequence, sequence, sender, content, Date.now());
    });
  }
}

/** By the product's own steps, without the pauses that it makes for others. */
async function fillIndex(database: Database): Promise<void> {
  const run = (statements: Statement[]): Promise<Row[][]> =>
    Promise.resolve(
      database.transaction(() =>
        statements.map(({ sql, args }) => database.query(sql).values(...args) as Row[]),
      )(),
    );
  const context = { database: { ask: run, writer: { write: run } } } as unknown as Context;
  await beginIndex(context);
  while ((await indexOld(context)).more);
}
