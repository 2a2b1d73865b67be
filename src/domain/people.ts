import { and, asc, eq, ne } from "drizzle-orm";
import { memberships, rooms, users } from "../../db/schema/index.ts";
import type { ListPeople } from "../lib/contract/inputs.ts";
import type { Room, User } from "../lib/contract/objects.ts";
import { AppError, notFound } from "../lib/errors.ts";
import { readPreferences } from "./accounts/preferences.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { containing, toUser } from "./users.ts";

/** People of one page of the directory. */
const PAGE = 30;
/** Rooms in common that are listed. */
const MAX_COMMON = 50;

const LIST = `
  SELECT id, username, display_name, avatar_url, role, created_at FROM users
  WHERE username LIKE ?1 ESCAPE '\\' OR display_name LIKE ?1 ESCAPE '\\'
  ORDER BY display_name COLLATE NOCASE, username LIMIT ${PAGE + 1} OFFSET ?2`;
type Cells = [string, string, string, string | null, User["role"], number];

/** A page of all people, by name. */
export async function listPeople(
  { database }: Context,
  _actor: Actor,
  { query, page }: ListPeople,
): Promise<{ people: User[]; more: boolean }> {
  const statement = { sql: LIST, args: [containing(query), (page - 1) * PAGE] };
  const [rows = []] = await database.ask([statement], () => ["users"]);
  const people = (rows as Cells[]).map(([id, username, displayName, avatarUrl, role, createdAt]) =>
    toUser({ id, username, displayName, avatarUrl, role, createdAt }),
  );
  return { people: people.slice(0, PAGE), more: people.length > PAGE };
}

/** Somebody as others see them. */
export type Profile = {
  user: User;
  /** Where they chose one. */
  timeZone: string | undefined;
  /** Rooms that both are in, direct ones aside. */
  common: { id: Room["id"]; name: string | null; kind: Room["kind"] }[];
};

export async function getProfile({ database }: Context, actor: Actor, username: string): Promise<Profile> {
  const [row] = await database.primary.select().from(users).where(eq(users.username, username.toLowerCase()));
  if (!row) throw notFound("person");
  const { timeZone } = readPreferences(row.preferences);
  return {
    user: toUser(row),
    timeZone: timeZone === "auto" ? undefined : timeZone,
    common: row.id === actor.userId ? [] : await roomsInCommon(database, actor, row.id),
  };
}

const roomsInCommon = ({ primary }: Context["database"], actor: Actor, userId: string) => {
  const mine = primary
    .select({ id: memberships.roomId })
    .from(memberships)
    .where(eq(memberships.userId, actor.userId))
    .as("mine");
  return primary
    .select({ id: rooms.id, name: rooms.name, kind: rooms.kind })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .innerJoin(mine, eq(mine.id, rooms.id))
    .where(and(eq(memberships.userId, userId), ne(rooms.kind, "direct")))
    .orderBy(asc(rooms.name))
    .limit(MAX_COMMON);
};

const FIND = "SELECT id, username FROM users WHERE username IN (SELECT value FROM json_each(?))";

/** The ids of all of these; who is not known is told by name. */
export async function findUsernames({ database }: Context, usernames: string[]): Promise<string[]> {
  const [rows = []] = await database.ask([{ sql: FIND, args: [JSON.stringify(usernames)] }]);
  const known = new Map(rows.map(([id, username]) => [String(username), String(id)]));
  const unknown = usernames.filter((username) => !known.has(username));
  if (unknown.length) {
    const message = `no such people: ${unknown.join(", ")}`;
    throw new AppError("invalid_request", message, { errors: [{ path: "members", message }] });
  }
  return [...known.values()];
}
