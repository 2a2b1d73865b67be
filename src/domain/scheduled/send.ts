import type { Row } from "../../../db/protocol.ts";
import type { Message, User } from "../../lib/contract/objects.ts";
import { AppError, type ErrorCode, notFound } from "../../lib/errors.ts";
import { MINUTE, SECOND } from "../../lib/time.ts";
import { readPreferences } from "../accounts/preferences.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toAppError } from "../errors.ts";
import { sendMessage } from "../messages/send.ts";
import { NOW } from "../notifications/level.ts";
import { expectNotBeingSent } from "./schedule.ts";
import { SENDING } from "./scheduled.ts";

/** Messages taken at once. */
const MAX_TAKEN = 32;
/** Milliseconds for which who took a message has it alone, and within which it begins to send it. */
const LEASE = MINUTE;
const BEGIN_WITHIN = LEASE / 2;
/** Milliseconds until one that could not be sent for now is tried again. */
const RETRY = 15 * SECOND;

const NEXT = `
  SELECT min(send_at) - ${NOW} FROM scheduled_messages WHERE failure IS NULL OR failure = '${SENDING}'`;
const TAKEN = "id, user_id, room_id, thread_root_id, content";
const take = (which: string) => `
  UPDATE scheduled_messages SET failure = '${SENDING}', send_at = ${NOW} + ${LEASE} WHERE ${which} RETURNING ${TAKEN}`;
const TAKE_DUE = take(`id IN (
  SELECT id FROM scheduled_messages WHERE (failure IS NULL OR failure = '${SENDING}') AND send_at <= ${NOW}
  ORDER BY send_at LIMIT ${MAX_TAKEN})`);
const TAKE_ONE = take(`id = ?1 AND user_id = ?2 AND failure IS NOT '${SENDING}'`);
const AUTHORS = `
  SELECT id, username, display_name, avatar_url, role, created_at, preferences, silenced_until, banned_at
  FROM users WHERE id IN (SELECT value FROM json_each(?1))`;
const DONE = `DELETE FROM scheduled_messages WHERE id = ?1`;
/** Only what is still this node's or nobody's: a row that was taken from it is another's to settle. */
const LATER = `
  UPDATE scheduled_messages SET failure = NULL, send_at = ${NOW} + ?2 WHERE id = ?1 AND failure = '${SENDING}'`;
const FAILED = `UPDATE scheduled_messages SET failure = ?2 WHERE id = ?1 AND failure = '${SENDING}'`;

type Taken = { id: string; userId: string; roomId: string; threadRootId: string | null; content: string };
type Author = Actor & { banned: boolean };

/** Milliseconds until something is due, below 0 where it is; undefined where nothing waits. */
export async function nextScheduled({ database }: Context): Promise<number | undefined> {
  const [[found] = []] = await database.ask([{ sql: NEXT, args: [] }]);
  return found?.[0] == null ? undefined : Number(found[0]);
}

/**
 * Sends what is due. Each message is this node's alone for a while, and is sent with its own id as `clientMessageId`: if
 * the node dies after that and before the row is gone, or is held up for so long that another one takes it, it is found
 * again and not sent twice.
 */
export async function sendDue(context: Context, onError: (error: unknown) => void): Promise<void> {
  const began = performance.now();
  const [rows = []] = await context.database.writer.write([{ sql: TAKE_DUE, args: [] }]);
  const due = rows.map(toTaken).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (due.length === 0) return;
  const authors = await authorsOf(context, due);
  // Those of one author as they were written: they may be parts of one thing.
  const byAuthor = Map.groupBy(due, ({ userId }) => userId);
  const inTime = () => performance.now() - began < BEGIN_WITHIN;
  const tell = (error: unknown) => {
    // That it may not be sent, or not now, is its author's affair.
    if (!toAppError(error)) onError(error);
  };
  const sendAll = async (messages: Taken[]) => {
    for (const message of messages)
      if (inTime()) await sendOne(context, message, authors.get(message.userId)).catch(tell);
  };
  await Promise.all([...byAuthor.values()].map(sendAll));
}

/** Sends a message of the caller's before its time. */
export async function sendScheduledNow(context: Context, actor: Actor, id: string): Promise<Message> {
  const [[row] = []] = await context.database.writer.write([{ sql: TAKE_ONE, args: [id, actor.userId] }]);
  if (!row) return expectNotBeingSent(context, actor, id);
  return sendOne(context, toTaken(row), { ...actor, banned: false });
}

async function sendOne(context: Context, message: Taken, author: Author | undefined): Promise<Message> {
  try {
    if (!author || author.banned) throw notFound("account");
    const { id, roomId, content, threadRootId } = message;
    const input = { roomId, content, clientMessageId: id, threadRootId: threadRootId ?? undefined };
    const sent = await sendMessage(context, author, input);
    await context.database.writer.write([{ sql: DONE, args: [id] }]);
    return sent.message;
  } catch (error) {
    await settle(context, message, error);
    throw error;
  } finally {
    context.events.emit({ type: "own_changed", userId: message.userId, thing: "scheduled" });
  }
}

/** What will not be otherwise in a moment waits for its author; all else is tried again. */
async function settle({ database }: Context, { id }: Taken, error: unknown): Promise<void> {
  const failure = lastingFailure(error);
  await database.writer.write([
    failure ? { sql: FAILED, args: [id, failure] } : { sql: LATER, args: [id, RETRY] },
  ]);
}

const passing: ReadonlySet<ErrorCode> = new Set(["rate_limited", "unavailable"]);

function lastingFailure(error: unknown): ErrorCode | undefined {
  const known = toAppError(error);
  return known instanceof AppError && !passing.has(known.code) ? known.code : undefined;
}

const toTaken = ([id, userId, roomId, threadRootId, content]: Row): Taken => ({
  id: String(id),
  userId: String(userId),
  roomId: String(roomId),
  threadRootId: threadRootId as string | null,
  content: String(content),
});

async function authorsOf({ database }: Context, due: Taken[]): Promise<Map<string, Author>> {
  const ids = JSON.stringify([...new Set(due.map(({ userId }) => userId))]);
  const [rows = []] = await database.ask([{ sql: AUTHORS, args: [ids] }]);
  return new Map(rows.map((row) => [String(row[0]), toAuthor(row)]));
}

function toAuthor(row: Row): Author {
  const [userId, username, displayName, avatarUrl, role, createdAt, preferences, silencedUntil, bannedAt] =
    row;
  return {
    userId: String(userId),
    username: String(username),
    displayName: String(displayName),
    avatarUrl: avatarUrl as string | null,
    role: role as User["role"],
    createdAt: Number(createdAt),
    preferences: readPreferences(String(preferences)),
    silencedUntil: silencedUntil as number | null,
    // Whom they block matters to what they hear, and to nothing that they say.
    statusEmoji: null,
    statusText: null,
    statusExpiresAt: null,
    blocked: [],
    // Nobody is signed in where a job sends.
    sessionId: "",
    banned: bannedAt !== null,
  };
}
