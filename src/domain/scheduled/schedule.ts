import type { ChangeScheduled, ScheduleMessage } from "../../lib/contract/inputs.ts";
import type { Scheduled } from "../../lib/contract/objects.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import { invalid } from "../../lib/parse.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { NOW } from "../notifications/level.ts";
import { CELLS, isAhead, MAX_SCHEDULED, type ScheduledCells, SENDING, toScheduled } from "./scheduled.ts";

const ADD = `
  INSERT INTO scheduled_messages (id, user_id, room_id, thread_root_id, content, send_at, created_at)
  SELECT ?1, p.user_id, p.room_id, ?4, ?5, ?6, ${NOW} FROM memberships p
  WHERE p.user_id = ?2 AND p.room_id = ?3 AND ${isAhead("?6")}
    AND (?4 IS NULL OR EXISTS (
      SELECT 1 FROM messages t WHERE t.id = ?4 AND t.room_id = p.room_id AND t.thread_root_id IS NULL))
    AND (SELECT count(*) FROM scheduled_messages WHERE user_id = ?2) < ${MAX_SCHEDULED}
  RETURNING ${CELLS}`;
const LIST = `SELECT ${CELLS} FROM scheduled_messages WHERE user_id = ?1 ORDER BY send_at, id LIMIT ${MAX_SCHEDULED}`;
const ONE = `SELECT 1 FROM scheduled_messages WHERE id = ?1 AND user_id = ?2`;
/**
 * What a node is sending at this moment is neither changed nor taken back; nor what was sent by one that could not say so
 * any more, which is found when it is tried again.
 */
const IDLE = `id = ?1 AND user_id = ?2 AND failure IS NOT '${SENDING}' AND NOT EXISTS (
  SELECT 1 FROM messages sent WHERE sent.client_message_id = ?1 AND sent.sender_id = ?2)`;
const CHANGE = `
  UPDATE scheduled_messages SET content = coalesce(?3, content), send_at = coalesce(?4, send_at), failure = NULL
  WHERE ${IDLE} AND (?4 IS NULL OR ${isAhead("?4")}) RETURNING ${CELLS}`;
const CANCEL = `DELETE FROM scheduled_messages WHERE ${IDLE} RETURNING id`;
const IS_AHEAD = `SELECT ${isAhead("?1")}, (SELECT count(*) FROM scheduled_messages WHERE user_id = ?2)`;

/** Puts a message aside that is to be sent at some time, at most a year ahead. */
export async function schedule(
  context: Context,
  actor: Actor,
  roomId: string,
  { content, sendAt, threadRootId }: ScheduleMessage,
): Promise<Scheduled> {
  await context.access.standing(actor, roomId);
  const at = Date.parse(sendAt);
  const args = [Bun.randomUUIDv7(), actor.userId, roomId, threadRootId ?? null, content, at];
  const [[row] = []] = await context.database.writer.write([{ sql: ADD, args }]);
  if (!row) return refuse(context, actor, roomId, at);
  told(context, actor);
  return toScheduled(row as ScheduledCells);
}

async function refuse(context: Context, actor: Actor, roomId: string, at: number): Promise<never> {
  const count = await expectAhead(context, actor, at);
  if (count >= MAX_SCHEDULED) throw conflict(`At most ${MAX_SCHEDULED} messages can wait to be sent.`);
  context.access.forgetMemberships(actor.userId);
  await context.access.standing(actor, roomId);
  throw notFound("thread");
}

/** Says where a time has passed or is too far away; else how many messages of the caller wait. */
async function expectAhead({ database }: Context, { userId }: Actor, at: number): Promise<number> {
  const [[found] = []] = await database.ask([{ sql: IS_AHEAD, args: [at, userId] }]);
  if (!found?.[0]) throw invalid([{ path: "sendAt", message: "must be ahead, and within a year" }]);
  return Number(found[1]);
}

/** What the caller has waiting, the next one first. */
export async function listScheduled({ database }: Context, { userId }: Actor): Promise<Scheduled[]> {
  const [rows = []] = await database.ask([{ sql: LIST, args: [userId] }], () => [`user:${userId}`]);
  return (rows as ScheduledCells[]).map(toScheduled);
}

/**
 * Says otherwise what is sent, or when; one that could not be sent is tried again. What is being sent at this moment is
 * a conflict: then the old words are what is said, and after a success they never are.
 */
export async function changeScheduled(
  context: Context,
  actor: Actor,
  id: string,
  { content, sendAt }: ChangeScheduled,
): Promise<Scheduled> {
  const at = sendAt === undefined ? null : Date.parse(sendAt);
  const args = [id, actor.userId, content ?? null, at];
  const [[row] = []] = await context.database.writer.write([{ sql: CHANGE, args }]);
  if (!row) {
    if (at !== null) await expectAhead(context, actor, at);
    return expectNotBeingSent(context, actor, id);
  }
  told(context, actor);
  return toScheduled(row as ScheduledCells);
}

/** Takes back what was to be sent. What was sent already is not found. */
export async function cancelScheduled(context: Context, actor: Actor, id: string): Promise<void> {
  const [[row] = []] = await context.database.writer.write([{ sql: CANCEL, args: [id, actor.userId] }]);
  if (!row) return expectNotBeingSent(context, actor, id);
  told(context, actor);
}

/** Says why nothing of the caller's could be changed: it was sent, was never theirs, or a node has it just now. */
export async function expectNotBeingSent(
  { database }: Context,
  { userId }: Actor,
  id: string,
): Promise<never> {
  const [[row] = []] = await database.ask([{ sql: ONE, args: [id, userId] }]);
  if (!row) throw notFound("scheduled message");
  throw conflict("This message is being sent.");
}

const told = ({ events }: Context, { userId }: Actor): void =>
  events.emit({ type: "own_changed", userId, thing: "scheduled" });
