import { eq } from "drizzle-orm";
import { rooms } from "../../../db/schema/index.ts";
import type { Room } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { audit } from "../moderation/audit.ts";
import { toRoom } from "./room.ts";

/**
 * Says after how many seconds the messages of a room disappear; null: they stay. Whoever looks after the room may. It
 * concerns what is written from then on: what was written before keeps the time it was written with.
 */
export async function setMessageLifetime(
  context: Context,
  actor: Actor,
  roomId: string,
  messageLifetime: number | null,
): Promise<Room> {
  await context.access.moderator(actor, roomId);
  const { writing } = context.database;
  const [[row]] = await writing.batch([
    writing.update(rooms).set({ messageLifetime }).where(eq(rooms.id, roomId)).returning(),
    // Also what tells a check of the whole database that places of this room's messages may be gone (db/backup/contents.ts).
    audit(context, actor, { action: "room.update", roomId, details: { messageLifetime } }),
  ]);
  if (!row) throw notFound("room");
  const room = toRoom(row);
  context.events.emit({ type: "room_changed", room });
  return room;
}
