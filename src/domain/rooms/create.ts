import { memberships, rooms } from "../../../db/schema/index.ts";
import type { CreateRoom } from "../../lib/contract/inputs.ts";
import type { Room } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { expectResident } from "../guests.ts";
import { actorAsUser } from "../users.ts";
import { toRoom } from "./room.ts";

export async function createRoom(
  { database, events }: Context,
  actor: Actor,
  input: CreateRoom,
): Promise<Room> {
  expectResident(actor);
  const now = Date.now();
  const row = {
    id: Bun.randomUUIDv7(),
    kind: input.kind,
    name: input.name,
    topic: input.topic || null,
    notifiedSequence: 0,
    createdAt: now,
  };
  const owner = { roomId: row.id, userId: actor.userId, role: "owner" as const, joinedAt: now };
  const [[room]] = await database.writing.batch([
    database.writing.insert(rooms).values(row).returning(),
    database.writing.insert(memberships).values(owner),
  ]);
  if (!room) throw new Error("an insert returned no row");
  events.emit({
    type: "membership_begun",
    roomId: room.id,
    user: actorAsUser(actor),
    revision: room.revision,
  });
  return toRoom(room);
}
