import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { memberships, rooms, users } from "../../../db/schema/index.ts";
import type { Member, Membership, RoomKind } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import { toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { expectResident, isGuest } from "../guests.ts";
import { toUser } from "../users.ts";
import { audit } from "../moderation/audit.ts";
import { silenceOnRecord } from "../moderation/silence.ts";
import { inheriting } from "./inherit.ts";
import { toMembership } from "./room.ts";

/** Members listed at most, by username. */
const MAX_LISTED = 10_000;

export async function listMembers(
  { database, access, online }: Context,
  actor: Actor,
  roomId: string,
): Promise<Member[]> {
  await access.standing(actor, roomId);
  const rows = await database
    .reading(`room:${roomId}`, `user:${actor.userId}`)
    .select({ user: users, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.roomId, roomId))
    .orderBy(asc(users.username))
    .limit(MAX_LISTED);
  const connected = online(rows.map(({ user }) => user.id));
  return rows.map(({ user, role }) => ({
    ...toUser(user),
    membershipRole: role,
    online: connected.has(user.id),
    lastSeenAt: toTimeOrNull(user.lastSeenAt),
  }));
}

/** Joins an open room, which for a guest is not there. Joining twice is joining once. */
export async function joinRoom(context: Context, actor: Actor, roomId: string): Promise<Membership> {
  const [room] = await context.database.primary.select().from(rooms).where(eq(rooms.id, roomId));
  const member = (await context.access.standings(actor.userId)).has(roomId);
  const joinable = room?.kind === "open" && !isGuest(actor);
  if (!joinable && !member) throw notFound("room");
  const membership = await begin(context, roomId, actor.userId, sql`r.kind = 'open' AND u.role <> 'guest'`);
  if (!membership) throw notFound("room");
  return membership;
}

/** Brings somebody into a room: any of its members may who is no guest. */
export async function inviteMember(
  context: Context,
  actor: Actor,
  roomId: string,
  input: { userId: string },
): Promise<Membership> {
  const { kind } = await context.access.standing(actor, roomId);
  if (kind === "direct") throw forbidden("A direct room is for the people it was opened with.");
  expectResident(actor);
  const stillMember = sql`EXISTS (
    SELECT 1 FROM memberships mine WHERE mine.room_id = r.id AND mine.user_id = ${actor.userId})`;
  const membership = await begin(context, roomId, input.userId, stillMember);
  if (membership) return membership;
  context.access.forgetMemberships(actor.userId);
  await context.access.standing(actor, roomId);
  throw notFound("user");
}

export async function leaveRoom(context: Context, actor: Actor, roomId: string): Promise<void> {
  const { kind } = await context.access.standing(actor, roomId);
  if (kind === "direct") throw forbidden("A direct room cannot be left.");
  await end(context, actor, { id: roomId, kind }, actor.userId);
}

/** Takes somebody out of a room: its owners may, its moderators where it is a plain member, and everyone themselves. */
export async function removeMember(
  context: Context,
  actor: Actor,
  roomId: string,
  userId: string,
): Promise<void> {
  if (userId === actor.userId) return leaveRoom(context, actor, roomId);
  const { kind, role } = await context.access.moderator(actor, roomId);
  if (kind === "direct") throw conflict("Nobody can be removed from a direct room.");
  await end(context, actor, { id: roomId, kind }, userId, role === "owner");
}

/**
 * Undefined where there is no such room or person, or where that may not be. `allowed`, of the room `r` and the person `u`,
 * is asked by the statement itself: whoever is taken out at this moment does not bring themselves back.
 */
async function begin(
  { database, access, events }: Context,
  roomId: string,
  userId: string,
  allowed: SQL,
): Promise<Membership | undefined> {
  const now = Date.now();
  const [[inserted], [found], [user]] = await database.writing.batch([
    // Newcomers have read what was there before them. Selecting from both tables means that neither can be missing.
    database.writing.all<[number]>(sql`
      INSERT INTO memberships (room_id, user_id, role, last_read_sequence, last_delivered_sequence, joined_at, silenced_until)
      SELECT r.id, u.id, 'member', r.last_sequence, r.last_sequence, ${now}, ${silenceOnRecord("r.id", "u.id")}
      FROM rooms r JOIN users u ON u.id = ${userId} WHERE r.id = ${roomId} AND ${allowed} ON CONFLICT DO NOTHING
      RETURNING (SELECT revision FROM rooms WHERE id = room_id)`),
    database.writing
      .select()
      .from(memberships)
      .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId))),
    database.writing.select().from(users).where(eq(users.id, userId)),
  ]);
  if (!found || !user) return undefined;
  access.forgetMemberships(userId);
  if (inserted) events.emit({ type: "membership_begun", roomId, user: toUser(user), revision: inserted[0] });
  return toMembership(found);
}

/** `anyone`: also owners and moderators; a plain member alone otherwise. */
async function end(
  context: Context,
  actor: Actor,
  room: { id: string; kind: RoomKind },
  userId: string,
  anyone = true,
): Promise<void> {
  const { access, events } = context;
  const { writing } = context.database;
  const leaver = and(eq(memberships.roomId, room.id), eq(memberships.userId, userId));
  const { statements, tell } = inheriting(context, actor, room);
  const removal = { action: "membership.remove", subjectId: userId, roomId: room.id } as const;
  const [ended, , heirs, noted] = await writing.batch([
    writing
      .delete(memberships)
      .where(and(leaver, anyone ? undefined : eq(memberships.role, "member")))
      .returning(),
    audit(context, actor, removal, userId === actor.userId ? sql`0` : sql`changes() > 0`),
    ...statements,
    writing.run(sql`
      DELETE FROM drafts WHERE room_id = ${room.id} AND user_id = ${userId}
      AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.room_id = ${room.id} AND m.user_id = ${userId})`),
  ]);
  if (ended.length === 0) throw await whyNotEnded(context, room.id, userId);
  access.forgetMemberships(userId);
  events.emit({ type: "membership_ended", roomId: room.id, userId });
  tell(heirs, noted);
}

async function whyNotEnded({ database }: Context, roomId: string, userId: string) {
  const [found] = await database.primary
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId)));
  return found ? forbidden("Only an owner may remove owners and moderators.") : notFound("member");
}
