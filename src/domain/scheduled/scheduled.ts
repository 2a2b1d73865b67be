import type { Scheduled } from "../../lib/contract/objects.ts";
import { DAY, toTime } from "../../lib/time.ts";
import { NOW } from "../notifications/level.ts";

/** Messages that somebody may have waiting. */
export const MAX_SCHEDULED = 100;
/** Milliseconds ahead at most. */
export const MAX_AHEAD = 366 * DAY;

/**
 * Stands in `failure` while a node has a row to itself; its `send_at` is then until when, and after that any node may
 * take it: the one that had it died, or was held up.
 */
export const SENDING = "sending";

/** The columns that `toScheduled` reads, of the row that is called `scheduled_messages`. */
export const CELLS = "id, room_id, thread_root_id, content, send_at, failure, created_at";
export type ScheduledCells = [
  id: string,
  roomId: string,
  threadRootId: string | null,
  content: string,
  sendAt: number,
  failure: string | null,
  createdAt: number,
];

export const toScheduled = ([
  id,
  roomId,
  threadRootId,
  content,
  sendAt,
  failure,
  createdAt,
]: ScheduledCells): Scheduled => ({
  id,
  roomId,
  threadRootId,
  content,
  sendAt: toTime(sendAt),
  sending: failure === SENDING,
  failure: failure === SENDING ? null : failure,
  createdAt: toTime(createdAt),
});

/** Whether `time` (SQL) is a time at which something can be sent, by the database's clock. */
export const isAhead = (time: string): string => `${time} > ${NOW} AND ${time} <= ${NOW} + ${MAX_AHEAD}`;
