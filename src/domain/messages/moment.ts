import { MINUTE, SECOND } from "../../lib/time.ts";
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
