import { asc, eq, or, sql } from "drizzle-orm";
import { users } from "../../db/schema/index.ts";
import type { Me, User } from "../lib/contract/objects.ts";
import { toTime } from "../lib/time.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

type UserRow = Omit<typeof users.$inferSelect, "email" | "passwordHash" | "lastSeenAt">;

export const toUser = ({ id, username, displayName, avatarUrl, role, createdAt }: UserRow): User => ({
  id,
  username,
  displayName,
  avatarUrl,
  role,
  createdAt: toTime(createdAt),
});

export const toMe = (row: UserRow & { email: string }): Me => ({ ...toUser(row), email: row.email });

export const actorAsUser = (actor: Actor): User => toUser({ ...actor, id: actor.userId });

const MAX_FOUND = 20;

/** People whose username or display name begins with, or has a word that begins with, the query. */
export async function searchUsers({ database }: Context, _actor: Actor, query: string): Promise<User[]> {
  const literal = query.replace(/[\\%_]/g, (character) => `\\${character}`);
  const like = (pattern: string, column: typeof users.username | typeof users.displayName) =>
    sql`${column} LIKE ${pattern} ESCAPE '\\'`;
  const rows = await database
    .reading("users")
    .select()
    .from(users)
    .where(
      or(
        like(`${literal}%`, users.username),
        like(`${literal}%`, users.displayName),
        like(`% ${literal}%`, users.displayName),
      ),
    )
    .orderBy(asc(users.username))
    .limit(MAX_FOUND);
  return rows.map(toUser);
}

/** Remembers when somebody's last connection ended. */
export async function markSeen(
  { database }: Pick<Context, "database">,
  userId: string,
  at: number,
): Promise<void> {
  const later = sql`max(coalesce(${users.lastSeenAt}, 0), ${at})`;
  await database.writing.update(users).set({ lastSeenAt: later }).where(eq(users.id, userId));
}

/** Somebody by id; for the server's own needs. */
export async function findUser({ database }: Context, userId: string): Promise<User | undefined> {
  const [row] = await database.primary.select().from(users).where(eq(users.id, userId));
  return row && toUser(row);
}
