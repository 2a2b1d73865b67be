import { eq } from "drizzle-orm";
import { users } from "../../db/schema/index.ts";
import type { Me, Status, User } from "../lib/contract/objects.ts";
import { toTime, toTimeOrNull } from "../lib/time.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

type Row = typeof users.$inferSelect;
type StatusRow = Pick<Row, "statusEmoji" | "statusText" | "statusExpiresAt">;
type UserRow = Pick<Row, "id" | "username" | "displayName" | "avatarUrl" | "role" | "createdAt"> &
  Partial<StatusRow>;

export function toUser(row: UserRow): User {
  const { id, username, displayName, avatarUrl, role, createdAt } = row;
  const status = statusOf(row);
  return {
    id,
    username,
    displayName,
    avatarUrl,
    role,
    createdAt: toTime(createdAt),
    ...(status && { status }),
  };
}

/** What they said of themselves, as long as it holds. */
function statusOf({ statusEmoji, statusText, statusExpiresAt }: Partial<StatusRow>): Status | undefined {
  if (!statusEmoji && !statusText) return undefined;
  if (statusExpiresAt && statusExpiresAt <= Date.now()) return undefined;
  return {
    emoji: statusEmoji ?? null,
    text: statusText ?? "",
    expiresAt: toTimeOrNull(statusExpiresAt ?? null),
  };
}

export const toMe = (row: UserRow & { email: string }): Me => ({ ...toUser(row), email: row.email });

export const actorAsUser = (actor: Actor): User => toUser({ ...actor, id: actor.userId });

const MAX_FOUND = 20;

const SEARCH = `
  SELECT id, username, display_name, avatar_url, role, created_at FROM users
  WHERE username LIKE ?1 ESCAPE '\\' OR display_name LIKE ?1 ESCAPE '\\' OR display_name LIKE ?2 ESCAPE '\\'
  ORDER BY username LIMIT ${MAX_FOUND}`;
type Found = [
  id: string,
  username: string,
  displayName: string,
  avatarUrl: string | null,
  role: User["role"],
  createdAt: number,
];

/** As it stands in a pattern of LIKE. */
const literal = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** The pattern of LIKE for what contains this text. */
export const containing = (text: string): string => `%${literal(text)}%`;

/** People whose username or display name begins with, or has a word that begins with, the query. */
export async function searchUsers({ database }: Context, _actor: Actor, query: string): Promise<User[]> {
  const beginning = `${literal(query)}%`;
  const statement = { sql: SEARCH, args: [beginning, `% ${beginning}`] };
  const [rows = []] = await database.ask([statement], () => ["users"]);
  return (rows as Found[]).map(([id, username, displayName, avatarUrl, role, createdAt]) =>
    toUser({ id, username, displayName, avatarUrl, role, createdAt }),
  );
}

const MARK_SEEN = `
  UPDATE users SET last_seen_at = max(coalesce(last_seen_at, 0), seen.at)
  FROM (SELECT value ->> 'id' AS id, value ->> 'at' AS at FROM json_each(?)) AS seen
  WHERE users.id = seen.id`;

/** Remembers when somebody's last connection ended, of all who went together in one statement. */
export async function markSeen(
  { database }: Pick<Context, "database">,
  seen: { id: string; at: number }[],
): Promise<void> {
  await database.writer.write([{ sql: MARK_SEEN, args: [JSON.stringify(seen)] }]);
}

/** Somebody by id; for the server's own needs. */
export async function findUser({ database }: Context, userId: string): Promise<User | undefined> {
  const [row] = await database.primary.select().from(users).where(eq(users.id, userId));
  return row && toUser(row);
}
