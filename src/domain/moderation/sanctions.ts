import { and, eq, isNull, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { invitations, memberships, pushSubscriptions, sessions, users } from "../../../db/schema/index.ts";
import type { Ban, Silence } from "../../lib/contract/inputs.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import { announce } from "../accounts/devices.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { sendMessage } from "../messages/send.ts";
import { openDirectRoom } from "../rooms/direct.ts";
import { toUser } from "../users.ts";
import { audit, type AuditEntry } from "./audit.ts";
import { administrator } from "./audit-log.ts";
import { bequeath } from "./bequeath.ts";

type Target = typeof users.$inferSelect;

/** Somebody whom the caller may sanction: not themselves, not the owner, and another admin only as the owner. */
async function target(context: Context, actor: Actor, userId: string): Promise<Target> {
  administrator(actor);
  const [found] = await context.database.primary.select().from(users).where(eq(users.id, userId));
  if (!found) throw notFound("person");
  if (found.id === actor.userId) throw conflict("This is you.");
  const mayNot = found.role === "owner" || (found.role === "admin" && actor.role !== "owner");
  if (mayNot) throw forbidden("You may not do this to somebody of this role.");
  return found;
}

/** Stores a change of somebody together with its entry in the audit log, and tells of it. */
async function sanction(
  context: Context,
  actor: Actor,
  userId: string,
  present: Partial<Target>,
  entry: AuditEntry,
): Promise<void> {
  const { writing } = context.database;
  const [[changed]] = await writing.batch([
    writing.update(users).set(present).where(eq(users.id, userId)).returning(),
    audit(context, actor, { ...entry, subjectId: userId }),
  ]);
  if (changed) context.events.emit({ type: "user_changed", userId, user: toUser(changed) });
}

/** Lets somebody write nothing, anywhere, until then; null: as much as they like again. */
export async function silence(
  context: Context,
  actor: Actor,
  userId: string,
  { until, reason = "" }: Silence,
): Promise<void> {
  await target(context, actor, userId);
  const silencedUntil = until === null ? null : Date.parse(until);
  const entry: AuditEntry =
    silencedUntil === null
      ? { action: "user.unsilence" }
      : { action: "user.silence", details: { until: toTime(silencedUntil), reason } };
  await sanction(context, actor, userId, { silencedUntil }, entry);
}

/** The same in one room, by those who look after it. Whoever looks after it themselves cannot be silenced there. */
export async function silenceInRoom(
  context: Context,
  actor: Actor,
  roomId: string,
  userId: string,
  { until, reason = "" }: Silence,
): Promise<void> {
  await context.access.moderator(actor, roomId);
  const { writing } = context.database;
  const silencedUntil = until === null ? null : Date.parse(until);
  const entry: AuditEntry = {
    action: silencedUntil === null ? "user.unsilence" : "user.silence",
    subjectId: userId,
    roomId,
    details: { until, reason },
  };
  const theirs = sql`room_id = ${roomId} AND user_id = ${userId} AND role = 'member'`;
  const [silenced] = await writing.batch([
    writing.update(memberships).set({ silencedUntil }).where(theirs).returning({ id: memberships.userId }),
    audit(context, actor, entry, sql`EXISTS (SELECT 1 FROM memberships WHERE ${theirs})`),
  ]);
  if (silenced.length === 0) throw notFound("member");
}

/** Tells somebody in a direct message what they are not to do, and puts that on record. */
export async function warn(
  context: Context,
  actor: Actor,
  userId: string,
  { reason }: { reason: string },
): Promise<void> {
  await target(context, actor, userId);
  const { room } = await openDirectRoom(context, actor, { userIds: [userId] });
  const { message } = await sendMessage(context, actor, { roomId: room.id, content: `⚠️ ${reason}` });
  await audit(context, actor, {
    action: "user.warn",
    subjectId: userId,
    details: { messageId: message.id },
  });
}

/**
 * Keeps somebody out: their sessions die at once, everywhere, the invitations that they made end, and they cannot come in
 * again. Rooms that were theirs alone then have another owner, and with `wipe` all that they wrote is deleted; a node's
 * death stops neither (src/jobs).
 */
export async function ban(
  context: Context,
  actor: Actor,
  userId: string,
  { reason = "", wipe = false }: Ban,
): Promise<void> {
  await target(context, actor, userId);
  const { writing } = context.database;
  const [[changed], ended] = await writing.batch([
    writing
      .update(users)
      .set({
        bannedAt: sql`coalesce(${users.bannedAt}, ${databaseNow})`,
        ...(wipe && { wipeBefore: databaseNow }),
      })
      .where(eq(users.id, userId))
      .returning(),
    writing
      .update(sessions)
      .set({ endedAt: databaseNow })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id }),
    writing.delete(pushSubscriptions).where(eq(pushSubscriptions.userId, userId)),
    writing
      .update(invitations)
      .set({ revokedAt: databaseNow })
      .where(and(eq(invitations.createdBy, userId), isNull(invitations.revokedAt))),
    audit(context, actor, { action: "user.ban", subjectId: userId, details: { reason, wipe } }),
  ]);
  if (!changed) throw notFound("person");
  announce(context, { userId }, ended);
  context.events.emit({ type: "user_changed", userId, user: toUser(changed) });
  await bequeath(context);
}

/** Lets somebody come in again. What was wiped stays wiped; what is not yet is spared. */
export async function unban(context: Context, actor: Actor, userId: string): Promise<void> {
  await target(context, actor, userId);
  await sanction(context, actor, userId, { bannedAt: null, wipeBefore: null }, { action: "user.unban" });
}

/** For those who come in: whether they may. Told only to whoever has the password. */
export function refuseBanned({ bannedAt }: Pick<Target, "bannedAt">): void {
  if (bannedAt !== null) throw forbidden("This account may not come in any more.");
}
