import { and, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { memberships, users } from "../../../db/schema/index.ts";
import type { ChangeRole } from "../../lib/contract/room-inputs.ts";
import type { Membership } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { noteOf } from "./note.ts";
import { toMembership } from "./room.ts";

type Place = { roomId: string; userId: string };

const here = ({ roomId, userId }: Place) =>
  and(eq(memberships.roomId, roomId), eq(memberships.userId, userId));
const isOwner = ({ roomId, userId }: Place): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m WHERE m.room_id = ${roomId} AND m.user_id = ${userId} AND m.role = 'owner')`;
const anotherOwns = ({ roomId, userId }: Place): SQL => sql`EXISTS (
  SELECT 1 FROM memberships m WHERE m.room_id = ${roomId} AND m.user_id <> ${userId} AND m.role = 'owner')`;

/** Whether the statement before stored something. */
const happened = sql`changes() > 0`;

/**
 * Says what a member may do in a room: its owners may. There may be several, and there is always one: the statement
 * itself asks for that, so that of two who demote each other one remains. With `handOver` whoever makes somebody else
 * owner is a member from then on, in the same transaction.
 */
export async function changeRole(
  context: Context,
  actor: Actor,
  roomId: string,
  userId: string,
  { role, handOver = false }: ChangeRole,
): Promise<Membership> {
  const { kind } = await context.access.owner(actor, roomId);
  if (kind === "direct") throw conflict("In a direct room all are equal.");
  const place = { roomId, userId };
  const { membership, displayName } = await find(context, place);
  const self = handOver && userId !== actor.userId ? { roomId, userId: actor.userId } : undefined;
  if (membership.role === role && !self) return toMembership(membership);
  const said = { role, userId, displayName, ...(self && { handOver: true as const }) };
  const note = noteOf(context, actor, { id: roomId, kind }, said);
  const [[given], noted] = await context.database.writing.batch([
    giving(context, actor, place, role, self !== undefined),
    note.statement,
    audit(
      context,
      actor,
      { action: "membership.role", subjectId: userId, roomId, details: { role } },
      happened,
    ),
    ...(self ? [steppingDown(context, self, place)] : []),
  ]);
  if (!given) return unchanged(context, actor, place, role);
  for (const each of self ? [place, self] : [place])
    context.events.emit({ type: "role_changed", ...each, role: each === self ? "member" : role });
  note.tell(noted);
  return toMembership(given);
}

async function find({ database }: Context, place: Place) {
  const [found] = await database.primary
    .select({ membership: memberships, displayName: users.displayName })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(here(place));
  if (!found) throw notFound("member");
  return found;
}

const giving = (
  { database: { writing } }: Context,
  { userId }: Actor,
  place: Place,
  role: Membership["role"],
  again: boolean,
) =>
  writing
    .update(memberships)
    .set({ role })
    .where(
      and(
        here(place),
        isOwner({ ...place, userId }),
        again ? undefined : ne(memberships.role, role),
        role === "owner" ? undefined : or(ne(memberships.role, "owner"), anotherOwns(place)),
      ),
    )
    .returning();

const steppingDown = ({ database: { writing } }: Context, self: Place, heir: Place) =>
  writing
    .update(memberships)
    .set({ role: "member" })
    .where(and(here(self), eq(memberships.role, "owner"), isOwner(heir)));

/** Why nothing was stored: somebody else was faster, or the room would have been left without an owner. */
async function unchanged(
  context: Context,
  actor: Actor,
  place: Place,
  role: Membership["role"],
): Promise<Membership> {
  context.access.forgetMemberships(actor.userId);
  await context.access.owner(actor, place.roomId);
  const { membership } = await find(context, place);
  if (membership.role === role) return toMembership(membership);
  if (role !== "owner" && membership.role === "owner")
    throw conflict("A room needs an owner: make somebody else one first.");
  throw forbidden("Only an owner of the room may do this.");
}
