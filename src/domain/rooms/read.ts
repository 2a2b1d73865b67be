import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { memberships, messages, rooms, users } from "../../../db/schema/index.ts";
import type { Room, RoomListItem } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { messageColumns, toMessage } from "../messages/message.ts";
import { toMembership, toRoom } from "./room.ts";

/** A room as its member sees it: `title` names it, a direct one by its people. */
export type ListedRoom = RoomListItem & { title: string; otherUserIds: string[] };

/** Rooms listed at most. */
const MAX_LISTED = 1000;

/** An open room may be looked at before one joins; any other is found through one's membership only. */
export async function getRoom({ database, access }: Context, actor: Actor, roomId: string): Promise<Room> {
  const [room] = await database
    .reading(`room:${roomId}`, `user:${actor.userId}`)
    .select()
    .from(rooms)
    .where(eq(rooms.id, roomId));
  if (room?.kind === "open") return toRoom(room);
  await access.standing(actor, roomId);
  const [found] = room ? [room] : await database.primary.select().from(rooms).where(eq(rooms.id, roomId));
  if (!found) throw notFound("room");
  return toRoom(found);
}

/** Open rooms, by name. */
export async function listOpenRooms({ database }: Context, _actor: Actor): Promise<Room[]> {
  const rows = await database
    .reading("rooms")
    .select()
    .from(rooms)
    .where(eq(rooms.kind, "open"))
    .orderBy(asc(rooms.name))
    .limit(MAX_LISTED);
  return rows.map(toRoom);
}

/** The caller's rooms with what is unread in each; the one that moved last comes first. */
export async function listRooms({ database, access }: Context, actor: Actor): Promise<ListedRoom[]> {
  const { roomIds } = await access.standings(actor.userId);
  const query = database.reading(`user:${actor.userId}`, ...roomIds.map((id) => `room:${id}`));
  const mine = query
    .select({ id: memberships.roomId })
    .from(memberships)
    .where(eq(memberships.userId, actor.userId));
  const [rows, otherMembers] = await query.batch([
    query
      .select({ room: rooms, membership: memberships, message: messageColumns })
      .from(memberships)
      .innerJoin(rooms, eq(rooms.id, memberships.roomId))
      .leftJoin(messages, and(eq(messages.roomId, rooms.id), eq(messages.sequence, rooms.lastSequence)))
      .leftJoin(users, eq(users.id, messages.senderId))
      .where(eq(memberships.userId, actor.userId))
      .orderBy(desc(sql`coalesce(${messages.createdAt}, ${rooms.createdAt})`))
      .limit(MAX_LISTED),
    query
      .select({ roomId: memberships.roomId, userId: users.id, displayName: users.displayName })
      .from(memberships)
      .innerJoin(rooms, and(eq(rooms.id, memberships.roomId), eq(rooms.kind, "direct")))
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(inArray(memberships.roomId, mine), ne(memberships.userId, actor.userId)))
      .orderBy(asc(users.displayName)),
  ]);
  const people = Map.groupBy(otherMembers, ({ roomId }) => roomId);
  return rows.map(({ room, membership, message }) => {
    const others = people.get(room.id) ?? [];
    return {
      ...toRoom(room),
      unreadCount: Math.max(0, room.lastSequence - membership.lastReadSequence),
      membership: toMembership(membership),
      lastMessage: message?.id ? toMessage(message as Parameters<typeof toMessage>[0]) : null,
      title: room.name ?? (others.map(({ displayName }) => displayName).join(", ") || actor.displayName),
      otherUserIds: others.map(({ userId }) => userId),
    };
  });
}

/** Where each of these rooms stands now: its newest revision, as the primary knows it. */
export async function roomRevisions({ database }: Context, roomIds: string[]): Promise<Map<string, number>> {
  const wanted = sql`${rooms.id} IN (SELECT value FROM json_each(${JSON.stringify(roomIds)}))`;
  const rows = await database.primary
    .select({ id: rooms.id, revision: rooms.revision })
    .from(rooms)
    .where(wanted);
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}
