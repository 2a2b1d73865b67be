import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { rooms } from "../../../db/schema/index.ts";
import type { Room } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import { toRoom } from "./room.ts";

/** Rooms that are listed at most. */
const MAX_LISTED = 500;

/** The rooms in which newcomers are from the beginning, and the open ones that could be such: for those who look after the place. */
export async function defaultRooms(
  { database }: Context,
  actor: Actor,
): Promise<{ chosen: Room[]; others: Room[] }> {
  if (!isAdmin(actor)) throw notFound("page");
  const listed = (isDefault: boolean) =>
    database.primary
      .select()
      .from(rooms)
      .where(
        and(
          eq(rooms.isDefault, isDefault),
          isNull(rooms.archivedAt),
          isDefault ? undefined : eq(rooms.kind, "open"),
        ),
      )
      .orderBy(asc(rooms.name))
      .limit(MAX_LISTED);
  const [chosen, others] = await Promise.all([listed(true), listed(false)]);
  return { chosen: chosen.map(toRoom), others: others.map(toRoom) };
}

export type JoinedRoom = [roomId: string, revision: number];

/**
 * Makes a newcomer a member of all default rooms, in the transaction that makes their account; they have read what was
 * there before them. A guest sees the rooms that they were brought to, and no others.
 */
export const joinDefaultRooms = ({ database: { writing } }: Context, userId: string) =>
  writing.all<JoinedRoom>(sql`
    INSERT INTO memberships (room_id, user_id, role, last_read_sequence, last_delivered_sequence, joined_at)
    SELECT r.id, u.id, 'member', r.last_sequence, r.last_sequence, u.created_at FROM rooms r
    JOIN users u ON u.id = ${userId} AND u.role NOT IN ('guest', 'bot')
    WHERE r.is_default AND r.archived_at IS NULL AND r.kind <> 'direct' ON CONFLICT DO NOTHING
    RETURNING room_id, (SELECT revision FROM rooms WHERE id = room_id)`);
