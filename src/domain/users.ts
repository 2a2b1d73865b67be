import { eq, inArray } from "drizzle-orm";
import { users } from "../../db/schema/index.ts";
import type { Me, Status, User } from "../lib/contract/objects.ts";
import { preferences as storedPreferences } from "../lib/contract/preferences.ts";
import { toTime, toTimeOrNull } from "../lib/time.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";

type Row = typeof users.$inferSelect;
type StatusRow = Pick<Row, "statusEmoji" | "statusText" | "statusExpiresAt">;
type UserRow = Pick<Row, "id" | "username" | "displayName" | "avatarUrl" | "role" | "createdAt"> &
  Partial<StatusRow & Pick<Row, "preferences">>;

export function toUser(row: UserRow): User {
  const { id, username, displayName, avatarUrl, role, createdAt } = row;
  const status = statusOf(row);
  const doNotDisturbUntil = quietOf(row.preferences);
  return {
    id,
    username,
    displayName,
    avatarUrl,
    role,
    createdAt: toTime(createdAt),
    ...(status && { status }),
    ...(doNotDisturbUntil && { doNotDisturbUntil }),
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

/** Until when they want not to be disturbed, as long as that holds. Few people's preferences have it: most are not read. */
function quietOf(preferences: string | undefined): string | undefined {
  if (!preferences?.includes('"doNotDisturbUntil"')) return undefined;
  const stored = JSON.parse(preferences) as { doNotDisturbUntil?: unknown };
  const until = storedPreferences.shape.doNotDisturbUntil.parse(stored.doNotDisturbUntil);
  return until !== null && Date.parse(until) > Date.now() ? until : undefined;
}

/** What others may know of the person `u`, as SQL; `fromCells` takes it. */
export const USER_CELLS = `u.id, u.username, u.display_name, u.avatar_url, u.role, u.created_at,
  u.status_emoji, u.status_text, u.status_expires_at,
  iif(instr(u.preferences, '"doNotDisturbUntil"'), u.preferences, '{}')`;
export type UserCells = [
  id: string,
  username: string,
  displayName: string,
  avatarUrl: string | null,
  role: User["role"],
  createdAt: number,
  statusEmoji: string | null,
  statusText: string | null,
  statusExpiresAt: number | null,
  preferences: string,
];

export function fromCells(cells: UserCells): User {
  const [id, username, displayName, avatarUrl, role, createdAt, ...rest] = cells;
  const [statusEmoji, statusText, statusExpiresAt, preferences] = rest;
  const state = { statusEmoji, statusText, statusExpiresAt, preferences };
  return toUser({ id, username, displayName, avatarUrl, role, createdAt, ...state });
}

/**
 * Whether the person `u` may be known to the one whose id and role are these arguments, as SQL: a guest knows those with
 * whom they share a room.
 */
export const knownTo = (
  userId: string,
  role: string,
): string => `(${role} <> 'guest' OR u.id = ${userId} OR EXISTS (
  SELECT 1 FROM memberships mine JOIN memberships theirs ON theirs.room_id = mine.room_id
  WHERE mine.user_id = ${userId} AND theirs.user_id = u.id))`;

export const toMe = (row: UserRow & Pick<Row, "email" | "emailVerifiedAt" | "about">): Me => ({
  ...toUser(row),
  email: row.email,
  emailVerified: row.emailVerifiedAt !== null,
  about: row.about,
});

export const actorAsUser = ({ preferences, userId, ...actor }: Actor): User =>
  toUser({ ...actor, id: userId, preferences: JSON.stringify(preferences) });

const MAX_FOUND = 20;

const SEARCH = `
  SELECT ${USER_CELLS} FROM users u
  WHERE (username LIKE ?1 ESCAPE '\\' OR display_name LIKE ?1 ESCAPE '\\' OR display_name LIKE ?2 ESCAPE '\\')
    AND ${knownTo("?3", "?4")}
  ORDER BY username LIMIT ${MAX_FOUND}`;

/** As it stands in a pattern of LIKE. */
const literal = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** The pattern of LIKE for what contains this text. */
export const containing = (text: string): string => `%${literal(text)}%`;

/** What a copy nearby must hold to say whom somebody may know: with whom a guest shares a room is for the primary to say. */
export const scopesOf = ({ userId, role }: Actor): (() => string[]) | undefined =>
  role === "guest" ? undefined : () => ["users", `user:${userId}`];

/** People whose username or display name begins with, or has a word that begins with, the query. */
export async function searchUsers({ database }: Context, actor: Actor, query: string): Promise<User[]> {
  const beginning = `${literal(query)}%`;
  const statement = { sql: SEARCH, args: [beginning, `% ${beginning}`, actor.userId, actor.role] };
  const [rows = []] = await database.ask([statement], scopesOf(actor));
  return (rows as UserCells[]).map(fromCells);
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

/** Those of these people who are known, in the order in which they are named. */
export async function findUsers({ database }: Context, userIds: string[]): Promise<User[]> {
  if (userIds.length === 0) return [];
  const rows = await database.primary.select().from(users).where(inArray(users.id, userIds));
  return rows.toSorted((a, b) => userIds.indexOf(a.id) - userIds.indexOf(b.id)).map(toUser);
}

/** Somebody by id; for the server's own needs. */
export async function findUser({ database }: Context, userId: string): Promise<User | undefined> {
  const [row] = await database.primary.select().from(users).where(eq(users.id, userId));
  return row && toUser(row);
}
