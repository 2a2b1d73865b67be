import { eq, inArray, sql } from "drizzle-orm";
import { rooms, users } from "../../../db/schema/index.ts";
import type { Room, User } from "../../lib/contract/objects.ts";
import { directKeyOf } from "../../lib/direct-key.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import { blocked, blockedAmong } from "../blocks.ts";
import type { Context } from "../context.ts";
import { knowsAll } from "../guests.ts";
import { toUser } from "../users.ts";
import { toRoom } from "./room.ts";

type People = { userIds: string[] };

const circleOf = (actor: Actor, { userIds }: People): string[] => [...new Set([actor.userId, ...userIds])];

/** The direct room of exactly these people and the caller; undefined if they have none, `not_found` for unknown people. */
export async function findDirectRoom(
  context: Context,
  actor: Actor,
  input: People,
): Promise<Room | undefined> {
  const { database } = context;
  const userIds = circleOf(actor, input);
  const [known] = await database.primary
    .select()
    .from(rooms)
    .where(eq(rooms.directKey, directKeyOf(userIds)));
  if (known) return toRoom(known);
  const people = await database.primary
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, userIds));
  if (people.length !== userIds.length || !(await knowsAll(context, actor, userIds))) throw notFound("user");
  return undefined;
}

/**
 * The one direct room of exactly these people and the caller; made if there is none yet, once, whoever is first.
 * `forbidden` where it would be of two, of whom one wants to hear nothing from the other.
 */
export async function openDirectRoom(
  context: Context,
  actor: Actor,
  input: People,
): Promise<{ room: Room; created: boolean }> {
  const known = await findDirectRoom(context, actor, input);
  if (known) return { room: known, created: false };
  const userIds = circleOf(actor, input);
  const made = await makeRoom(context, userIds);
  if (!made) throw blocked(actor, userIds);
  const { room, created, people } = made;
  if (created) for (const person of people) announce(context, room, person);
  return { room, created };
}

function announce({ access, events }: Context, room: Room, user: User): void {
  access.forgetMemberships(user.id);
  events.emit({ type: "membership_begun", roomId: room.id, user, revision: room.revision });
}

async function makeRoom({ database: { writing } }: Context, userIds: string[]) {
  const id = Bun.randomUUIDv7();
  const directKey = directKeyOf(userIds);
  const now = Date.now();
  const [, , [room], people] = await writing.batch([
    // The condition is part of the statement: of a block and a beginning at one moment, one comes first.
    writing.run(sql`
      INSERT INTO rooms (id, kind, direct_key, notified_sequence, created_at)
      SELECT ${id}, 'direct', ${directKey}, 0, ${now} WHERE NOT ${blockedAmong(userIds)} ON CONFLICT DO NOTHING`),
    writing.run(sql`
      INSERT INTO memberships (room_id, user_id, role, joined_at)
      SELECT r.id, person.value, 'member', ${now} FROM rooms r JOIN json_each(${JSON.stringify(userIds)}) person
      WHERE r.direct_key = ${directKey} ON CONFLICT DO NOTHING`),
    writing.select().from(rooms).where(eq(rooms.directKey, directKey)),
    writing.select().from(users).where(inArray(users.id, userIds)),
  ]);
  return room && { room: toRoom(room), created: room.id === id, people: people.map(toUser) };
}
