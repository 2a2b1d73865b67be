import { and, eq, sql } from "drizzle-orm";
import { memberships } from "../../../db/schema/index.ts";
import type { OrderRooms, UpdateMembership } from "../../lib/contract/inputs.ts";
import type { Membership } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMembership } from "./room.ts";

/** Changes what a member made of a room for themselves; the others see nothing of it. */
export async function updateMembership(
  { database, events }: Context,
  actor: Actor,
  roomId: string,
  input: UpdateMembership,
): Promise<Membership> {
  const [row] = await database.writing
    .update(memberships)
    .set(changesOf(input))
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, actor.userId)))
    .returning();
  if (!row) throw notFound("room");
  events.emit({ type: "rooms_arranged", userId: actor.userId });
  return toMembership(row);
}

const { starredAt, position } = memberships;

/** What is named. A room that changes its section begins there without a place; to star it twice is to star it once. */
function changesOf({ starred, involvement, quietUntil }: UpdateMembership) {
  return {
    // Something has to be set, or there is no statement.
    involvement: involvement === undefined ? sql`${memberships.involvement}` : involvement,
    ...(quietUntil !== undefined && { quietUntil: quietUntil === null ? null : Date.parse(quietUntil) }),
    ...(starred === true && {
      starredAt: sql`coalesce(${starredAt}, ${Date.now()})`,
      position: sql`CASE WHEN ${starredAt} IS NULL THEN NULL ELSE ${position} END`,
    }),
    ...(starred === false && {
      starredAt: null,
      position: sql`CASE WHEN ${starredAt} IS NULL THEN ${position} ELSE NULL END`,
    }),
  };
}

/** Puts rooms of a section one below the other, above those that are not named. Rooms that are not the caller's count as nothing. */
export async function orderRooms(
  { database, events }: Context,
  { userId }: Actor,
  { roomIds }: OrderRooms,
): Promise<void> {
  await database.writing.run(sql`
    UPDATE memberships SET position = wanted.key FROM json_each(${JSON.stringify(roomIds)}) wanted
    WHERE user_id = ${userId} AND room_id = wanted.value`);
  events.emit({ type: "rooms_arranged", userId });
}
