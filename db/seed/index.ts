import { eq } from "drizzle-orm";
import { directKeyOf } from "../../src/lib/direct-key.ts";
import type { Database } from "../database.ts";
import type { Statement } from "../protocol.ts";
import { memberships, messages, rooms as roomsTable, users } from "../schema/index.ts";
import { demoPassword, people, type Username } from "./people.ts";
import { rooms, type SeedRoom } from "./rooms.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Line = { who: Username; content: string; createdAt: number };
type People = Map<Username, string>;

/** Fills an empty database with people, rooms and some hundred messages. Throws if somebody is there already. */
export async function seed(
  database: Database,
  now = Date.now(),
): Promise<{ people: number; rooms: number; messages: number }> {
  if (await database.primary.select().from(users).get())
    throw new Error("This workspace has people already: seed an empty one.");
  const ids: People = new Map(people.map(({ username }) => [username, Bun.randomUUIDv7()]));
  const statements = [...(await accounts(database, ids, now))];
  let told = 0;
  for (const room of rooms) {
    const lines = timed(room.talk, now);
    told += lines.length;
    statements.push(...furnish(database, room, ids, lines));
  }
  await database.writer.write(statements);
  return { people: people.length, rooms: rooms.length, messages: told };
}

async function accounts({ writing }: Database, ids: People, now: number): Promise<Statement[]> {
  const passwordHash = await Bun.password.hash(demoPassword, {
    algorithm: "argon2id",
    memoryCost: 19_456,
    timeCost: 2,
  });
  return people.map(({ username, displayName }, index) => {
    const id = ids.get(username) ?? "";
    const role = index === 0 ? ("owner" as const) : ("member" as const);
    const row = {
      id,
      username,
      displayName,
      role,
      passwordHash,
      email: `${username}@example.org`,
      createdAt: now - 90 * 24 * HOUR,
    };
    return toStatement(writing.insert(users).values(row));
  });
}

/** A room, its members and its messages, which the triggers count. */
function furnish({ writing }: Database, room: SeedRoom, ids: People, lines: Line[]): Statement[] {
  const roomId = Bun.randomUUIDv7();
  const names = room.members === "everyone" ? people.map(({ username }) => username) : room.members;
  const memberIds = names.map((name) => ids.get(name) ?? "");
  const createdAt = (lines[0]?.createdAt ?? 0) - HOUR;
  const directKey = room.kind === "direct" ? directKeyOf(memberIds) : null;
  const unread = Math.min(lines.length, room.kind === "closed" ? 0 : 2);
  return [
    writing.insert(roomsTable).values({
      id: roomId,
      kind: room.kind,
      name: room.name,
      topic: room.topic ?? null,
      directKey,
      createdAt,
    }),
    ...memberIds.map((userId, index) =>
      writing.insert(memberships).values({
        roomId,
        userId,
        role: index === 0 && room.kind !== "direct" ? "owner" : "member",
        joinedAt: createdAt,
      }),
    ),
    ...lines.map(({ who, content, createdAt: at }, index) => {
      const number = { sequence: index + 1, revision: index + 1, createdRevision: index + 1 };
      return writing.insert(messages).values({
        id: Bun.randomUUIDv7(),
        roomId,
        senderId: ids.get(who) ?? "",
        content,
        createdAt: at,
        ...number,
      });
    }),
    writing
      .update(memberships)
      .set({ lastReadSequence: lines.length - unread, lastDeliveredSequence: lines.length })
      .where(eq(memberships.roomId, roomId)),
  ].map(toStatement);
}

const toStatement = (query: { toSQL: () => { sql: string; params: unknown[] } }): Statement => {
  const { sql, params } = query.toSQL();
  return { sql, args: params as Statement["args"] };
};

/** Backwards from now: a minute or two between lines, most of a day at a blank line. */
function timed(talk: string, now: number): Line[] {
  let at = now - 2 * MINUTE;
  const lines: Line[] = [];
  for (const [index, line] of [...talk.trim().split("\n").entries()].toReversed()) {
    const [, who, content] = /^(\w+): (.+)$/.exec(line) ?? [];
    if (who && content) lines.unshift({ who: who as Username, content, createdAt: at });
    at -= who ? (1 + (index % 3)) * MINUTE : 19 * HOUR;
  }
  return lines;
}
