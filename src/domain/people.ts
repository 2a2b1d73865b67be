import { and, asc, eq, ne } from "drizzle-orm";
import { memberships, rooms, users } from "../../db/schema/index.ts";
import type { ListPeople } from "../lib/contract/inputs.ts";
import type { Profile, Room, User } from "../lib/contract/objects.ts";
import { AppError, notFound } from "../lib/errors.ts";
import { readPreferences } from "./accounts/preferences.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { containing, fromCells, knownTo, scopesOf, toUser, USER_CELLS, type UserCells } from "./users.ts";

/** People of one page of the directory. */
const PAGE = 30;
/** Rooms in common that are listed. */
const MAX_COMMON = 50;

const LIST = `
  SELECT ${USER_CELLS} FROM users u
  WHERE (username LIKE ?1 ESCAPE '\\' OR display_name LIKE ?1 ESCAPE '\\' OR about LIKE ?1 ESCAPE '\\')
    AND ${knownTo("?3", "?4")}
  ORDER BY display_name COLLATE NOCASE, username LIMIT ${PAGE + 1} OFFSET ?2`;

/** A page of all people whom the actor may know, by name: those whose name or own words contain the query. */
export async function listPeople(
  { database }: Context,
  actor: Actor,
  { query, page }: ListPeople,
): Promise<{ people: User[]; more: boolean }> {
  const statement = { sql: LIST, args: [containing(query), (page - 1) * PAGE, actor.userId, actor.role] };
  const [rows = []] = await database.ask([statement], scopesOf(actor));
  const people = (rows as UserCells[]).map(fromCells);
  return { people: people.slice(0, PAGE), more: people.length > PAGE };
}

/** Somebody as the actor may know them, by their id or their username. */
export async function getProfile(
  { database }: Context,
  actor: Actor,
  by: { userId: string } | { username: string },
): Promise<Profile> {
  const asked = "userId" in by ? eq(users.id, by.userId) : eq(users.username, by.username.toLowerCase());
  const [row] = await database.primary.select().from(users).where(asked);
  if (!row || !(await isKnown(database, actor, row.id))) throw notFound("person");
  const { timeZone } = readPreferences(row.preferences);
  return {
    ...toUser(row),
    about: row.about,
    timeZone: timeZone === "auto" ? null : timeZone,
    blocked: actor.blocked.includes(row.id),
  };
}

const KNOWN = `SELECT 1 FROM users u WHERE u.id = ?1 AND ${knownTo("?2", "?3")}`;

async function isKnown(database: Context["database"], actor: Actor, userId: string): Promise<boolean> {
  if (actor.role !== "guest") return true;
  const [rows = []] = await database.ask([{ sql: KNOWN, args: [userId, actor.userId, actor.role] }]);
  return rows.length > 0;
}

/** A room that the actor shares with somebody. */
export type CommonRoom = Pick<Room, "id" | "name" | "kind">;

/** Rooms that both are in, direct ones aside. */
export async function roomsInCommon(
  { database: { primary } }: Context,
  actor: Actor,
  userId: string,
): Promise<CommonRoom[]> {
  if (userId === actor.userId) return [];
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
}

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
