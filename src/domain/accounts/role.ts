import { eq, sql } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import type { ChangeRole } from "../../lib/contract/entrance.ts";
import type { User } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { findUser, toUser } from "../users.ts";

/** Between these an admin may choose for others; all else is the owners'. */
const ordinary: User["role"][] = ["member", "guest"];
const all: User["role"][] = ["owner", "admin", ...ordinary];
const isOrdinary = (role: User["role"]): boolean => ordinary.includes(role);

/** What the caller may make of somebody else, what they are among it; none where it is not the caller's to say. */
export function rolesFor(actor: Actor, user: User): User["role"][] {
  if (user.id === actor.userId || user.role === "bot") return [];
  if (actor.role === "owner") return all;
  return actor.role === "admin" && isOrdinary(user.role) ? ordinary : [];
}

/**
 * Makes somebody something else in the place: a guest a member, a member an admin, and back. The last owner stays one,
 * also where two owners demote each other at once: the statement that stores it asks.
 */
export async function changeRole(
  context: Context,
  actor: Actor,
  userId: string,
  { role }: ChangeRole,
): Promise<User> {
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins may do this.");
  const { writing } = context.database;
  const may = sql`${eq(users.id, userId)} AND ${mayChange(actor, role)} AND ${ownerRemains(role)}`;
  const entry = { action: "user.role" as const, subjectId: userId, details: { role } };
  // On record first: once the act is done, an owner who demoted themselves could no longer do it.
  const [, [changed]] = await writing.batch([
    audit(context, actor, entry, sql`EXISTS (SELECT 1 FROM users WHERE ${may})`),
    writing.update(users).set({ role }).where(may).returning(),
  ]);
  if (!changed) return refuse(context, actor, userId, role);
  const user = toUser(changed);
  context.access.forgetUser(userId);
  context.events.emit({ type: "user_changed", userId, user });
  return user;
}

/** By what the caller is at that moment, and not by what they were when they asked. */
const mayChange = ({ userId }: Actor, role: User["role"]) => {
  const caller = sql`(SELECT caller.role FROM users caller WHERE caller.id = ${userId})`;
  const asAdmin = isOrdinary(role)
    ? sql`${caller} = 'admin' AND ${users.role} IN ('member', 'guest')`
    : sql`0`;
  return sql`${users.role} <> 'bot' AND (${caller} = 'owner' OR (${asAdmin}))`;
};

const ownerRemains = (role: User["role"]) =>
  sql`(${role} = 'owner' OR ${users.role} <> 'owner' OR EXISTS (
    SELECT 1 FROM users other WHERE other.role = 'owner' AND other.banned_at IS NULL AND other.id <> users.id))`;

async function refuse(context: Context, actor: Actor, userId: string, role: User["role"]): Promise<never> {
  const user = await findUser(context, userId);
  if (!user) throw notFound("person");
  if (user.role === "bot") throw conflict("A bot stays a bot.");
  if (actor.role === "admin" && !(isOrdinary(role) && isOrdinary(user.role)))
    throw forbidden("Only the owner may do this.");
  throw conflict("The last owner stays one. Make somebody else owner first.");
}
