import { type SQL, sql } from "drizzle-orm";
import { databaseNow } from "../../db/now.ts";
import type { User } from "../lib/contract/objects.ts";
import { type AppError, conflict, forbidden, notFound } from "../lib/errors.ts";
import { invalid } from "../lib/parse.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { fromCells, knownTo, USER_CELLS, type UserCells } from "./users.ts";

/** People whom one person blocks at most: their ids travel with each page. */
const MAX_BLOCKED = 500;

/**
 * Whether the direct room is of two people, of whom one blocked the other, as SQL. Of somebody who blocks nobody and whom
 * nobody blocks it reads two empty places of an index.
 */
const blockedBetweenTwo = (roomId: string, userId: string): string => `EXISTS (
  SELECT 1 FROM (
    SELECT blocked_id AS other FROM blocks WHERE user_id = ${userId}
    UNION ALL SELECT user_id FROM blocks WHERE blocked_id = ${userId}) b
  JOIN memberships o ON o.room_id = ${roomId} AND o.user_id = b.other
  WHERE (SELECT count(*) FROM memberships c WHERE c.room_id = ${roomId}) = 2)`;

/** Whether what a `member` of the room `r` does in it is taken: not in a direct room of two, of whom one blocked the other. */
export const isHeard = (member: string): string =>
  `(r.kind <> 'direct' OR NOT ${blockedBetweenTwo(`${member}.room_id`, `${member}.user_id`)})`;

/** Of people who have no room yet, whether there are two and one blocked the other. */
export const blockedAmong = ([one = "", other = "", ...rest]: string[]): SQL =>
  rest.length > 0 || other === ""
    ? sql`0`
    : sql`EXISTS (SELECT 1 FROM blocks WHERE (user_id = ${one} AND blocked_id = ${other})
        OR (user_id = ${other} AND blocked_id = ${one}))`;

/** What whoever may not write is told: of their own block, or that nothing is taken, which has many reasons. */
export const blocked = ({ blocked: ids }: Actor, people: readonly string[]): AppError =>
  forbidden(
    people.some((id) => ids.includes(id))
      ? "You blocked this person."
      : "This person does not take messages from you.",
  );

const IS_BLOCKED = `
  SELECT user_id FROM memberships WHERE room_id = ?1 AND ${blockedBetweenTwo("?1", "?2")}`;

/** Says that a direct room takes nothing, where that is so. */
export async function refuseBlocked({ database }: Context, actor: Actor, roomId: string): Promise<void> {
  const [rows = []] = await database.ask([{ sql: IS_BLOCKED, args: [roomId, actor.userId] }]);
  if (rows.length > 0)
    throw blocked(
      actor,
      rows.map(([id]) => String(id)),
    );
}

const KNOWN = `SELECT 1 FROM users u WHERE u.id = ?1 AND ${knownTo("?2", "?3")}`;

/** From now on the actor hears nothing from somebody. To block twice is to block once. */
export async function block(context: Context, actor: Actor, userId: string): Promise<void> {
  if (userId === actor.userId) throw invalid([{ path: "id", message: "must be somebody else" }]);
  const [found = []] = await context.database.ask([{ sql: KNOWN, args: [userId, actor.userId, actor.role] }]);
  if (found.length === 0) throw notFound("person");
  const { writing } = context.database;
  const [, , kept] = await writing.batch([
    writing.run(sql`
      INSERT INTO blocks (user_id, blocked_id, created_at) SELECT ${actor.userId}, ${userId}, ${databaseNow}
      WHERE (SELECT count(*) FROM blocks WHERE user_id = ${actor.userId}) < ${MAX_BLOCKED} ON CONFLICT DO NOTHING`),
    noted(context, actor),
    writing.all(sql`SELECT 1 FROM blocks WHERE user_id = ${actor.userId} AND blocked_id = ${userId}`),
  ]);
  if (kept.length === 0) throw conflict(`At most ${MAX_BLOCKED} people can be blocked.`);
  tell(context, actor);
}

/** Hears from them again. Whom nobody blocked counts as heard. */
export async function unblock(context: Context, actor: Actor, userId: string): Promise<void> {
  const { writing } = context.database;
  await writing.batch([
    writing.run(sql`DELETE FROM blocks WHERE user_id = ${actor.userId} AND blocked_id = ${userId}`),
    noted(context, actor),
  ]);
  tell(context, actor);
}

/** What nodes remember of the actor names whom they block: one that misses the word finds it here. */
const noted = ({ database: { writing } }: Context, { userId }: Actor) =>
  writing.run(sql`INSERT INTO access_changes (user_id, created_at) VALUES (${userId}, ${databaseNow})`);

function tell({ access, events }: Context, { userId }: Actor): void {
  access.forgetUser(userId);
  events.emit({ type: "user_changed", userId });
  events.emit({ type: "own_changed", userId, thing: "blocks" });
}

const LIST = `
  SELECT ${USER_CELLS} FROM blocks mine JOIN users u ON u.id = mine.blocked_id
  WHERE mine.user_id = ?1 ORDER BY u.display_name COLLATE NOCASE, u.username`;

/** Whom the actor blocks, by name. */
export async function listBlocked({ database }: Context, { userId }: Actor): Promise<User[]> {
  const [rows = []] = await database.ask([{ sql: LIST, args: [userId] }], () => [`user:${userId}`, "users"]);
  return (rows as UserCells[]).map(fromCells);
}
