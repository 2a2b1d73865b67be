import type { Database } from "../database.ts";
import type { Statement } from "../protocol.ts";
import { installation, users } from "../schema/index.ts";
import { emojiOf } from "./emoji.ts";
import { furnish, type Ids, toStatement } from "./furnish.ts";
import { invited } from "./guest.ts";
import { demoPassword, people, placeName } from "./people.ts";
import { rooms } from "./rooms.ts";
import { saidBy } from "./statuses.ts";
import { HOUR, timed } from "./talk.ts";

/** Fills an empty database with people, rooms and some hundred messages. Throws if somebody is there already. */
export async function seed(
  database: Database,
  now = Date.now(),
): Promise<{ people: number; rooms: number; messages: number }> {
  if (await database.primary.select().from(users).get())
    throw new Error("This workspace has people already: seed an empty one.");
  const ids: Ids = new Map(people.map(({ username }) => [username, Bun.randomUUIDv7()]));
  const passwordHash = await hashOfDemo();
  const statements = accounts(database, ids, passwordHash, now);
  const owner = ids.get(people[0].username) ?? "";
  statements.push(...(await emojiOf(database, owner, now - 60 * 24 * HOUR)).map(toStatement));
  let told = 0;
  for (const room of rooms) {
    const lines = timed(room.talk, now);
    told += lines.length;
    statements.push(...furnish(database, room, ids, lines));
  }
  statements.push(...invited(database, passwordHash, now));
  await database.writer.write(statements);
  return { people: people.length + 1, rooms: rooms.length, messages: told };
}

const hashOfDemo = () =>
  Bun.password.hash(demoPassword, { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 });

function accounts({ writing }: Database, ids: Ids, passwordHash: string, now: number): Statement[] {
  const named = writing
    .insert(installation)
    .values({ id: 1, name: placeName, createdAt: now - 90 * 24 * HOUR });
  const rows = people.map(({ username, displayName }, index) => {
    const id = ids.get(username) ?? "";
    const role = index === 0 ? ("owner" as const) : ("member" as const);
    const row = {
      id,
      username,
      displayName,
      role,
      passwordHash,
      email: `${username}@example.org`,
      emailVerifiedAt: now - 90 * 24 * HOUR,
      createdAt: now - 90 * 24 * HOUR,
      ...saidBy(username, now),
    };
    return writing.insert(users).values(row);
  });
  return [named, ...rows].map(toStatement);
}
