import { MINUTE, SECOND } from "../../lib/time.ts";
import type { Message } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { NOW } from "../notifications/level.ts";

/** Milliseconds in which whoever deleted a message may take that back. */
export const UNDO = MINUTE;

/**
 * By the database's clock, which all nodes share; where that was set back behind the room's newest message, that one's
 * time counts, so that a clock which jumps opens nothing again.
 */
const MOMENT = `
  SELECT max(${NOW}, coalesce((SELECT created_at FROM messages WHERE room_id = ?1 ORDER BY sequence DESC LIMIT 1), 0)),
    coalesce((SELECT edit_window FROM installation WHERE id = 1), 900)`;

/** Milliseconds since 1970 in a room, and for how many of them after it was sent a message may be edited. */
export async function momentIn(
  { database }: Context,
  roomId: string,
): Promise<{ now: number; editable: number }> {
  const [[row] = []] = await database.ask([{ sql: MOMENT, args: [roomId] }]);
  const seconds = Number(row?.[1]);
  return { now: Number(row?.[0]), editable: seconds === 0 ? Infinity : seconds * SECOND };
}

/** What the reader of a message may do about it now: edit it, or take back that they deleted it. */
export async function changeableIn(
  context: Context,
  { userId }: Pick<Actor, "userId">,
  { roomId, senderId, createdAt, deletedAt, deletedBy }: Message,
): Promise<{ editable: boolean; restorable: boolean }> {
  const { now, editable } = await momentIn(context, roomId);
  return {
    editable: senderId === userId && now - Date.parse(createdAt) <= editable,
    restorable: deletedAt !== null && deletedBy === userId && Date.parse(deletedAt) > now - UNDO,
  };
}
