import { type SQL, sql } from "drizzle-orm";
import { messages } from "../../../db/schema/index.ts";
import { type Message, MAX_REACTORS_TOLD } from "../../lib/contract/objects.ts";
import { conflict, forbidden } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import { isHeard, refuseBlocked } from "../blocks.ts";
import type { Context } from "../context.ts";
import { knownEmoji } from "../emoji/index.ts";
import { changeMessage } from "../messages/change.ts";
import { getMessage } from "../messages/index.ts";
import { refuseSilenced } from "../messages/may-write.ts";

/** Different emoji below a message at most. */
const MAX_EMOJI = 20;

/**
 * `messages.reactions` as the rows have it now, in the order of first use: rows are numbered as they come, so that a clock
 * which jumps moves nobody. 10,000 people below one message take about 5 ms.
 */
const summary = (messageId: string): SQL => sql`(
  SELECT nullif(json_group_array(json_object('emoji', emoji, 'count', count, 'userIds', json(told))), '[]') FROM (
    SELECT r.emoji, count(*) AS count, min(r.rowid) AS place, (
      SELECT json_group_array(user_id) FROM (
        SELECT user_id FROM reactions u WHERE u.message_id = r.message_id AND u.emoji = r.emoji
        ORDER BY u.rowid LIMIT ${MAX_REACTORS_TOLD})) AS told
    FROM reactions r WHERE r.message_id = ${messageId} GROUP BY r.emoji ORDER BY place LIMIT ${MAX_EMOJI}))`;

/** Where nothing came of it, as of a repeat, the message stays as it is and takes no revision. */
async function change(context: Context, message: Message, statement: SQL): Promise<Message | undefined> {
  const now = summary(message.id);
  return changeMessage(context, message, {
    before: [context.database.writing.run(statement)],
    present: { reactions: now },
    where: sql`${messages.reactions} IS NOT ${now}`,
  });
}

/** Answers a message with an emoji, once; doing so again changes nothing. */
export async function react(
  context: Context,
  actor: Actor,
  messageId: string,
  wanted: string,
): Promise<Message> {
  const message = await getMessage(context, actor, messageId);
  refuseSilenced(actor.silencedUntil);
  await context.limits.take("messages", actor.userId);
  // One that is not known is looked for anew: not more often than one may react.
  const emoji = await knownEmoji(context, wanted);
  const now = Date.now();
  const changed = await change(
    context,
    message,
    sql`
    INSERT INTO reactions (message_id, emoji, user_id, created_at)
    SELECT m.id, ${emoji}, p.user_id, ${now} FROM messages m
    JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ${actor.userId}
    JOIN rooms r ON r.id = m.room_id AND r.archived_at IS NULL
    JOIN users u ON u.id = p.user_id
    WHERE m.id = ${messageId} AND m.deleted_at IS NULL AND ${sql.raw(isHeard("p"))}
      AND coalesce(p.silenced_until <= ${now}, 1) AND coalesce(u.silenced_until <= ${now}, 1)
      AND (coalesce(json_array_length(m.reactions), 0) < ${MAX_EMOJI}
        OR EXISTS (SELECT 1 FROM reactions o WHERE o.message_id = m.id AND o.emoji = ${emoji}))
    ON CONFLICT DO NOTHING`,
  );
  return changed ?? unchanged(context, actor, messageId, emoji, true);
}

/** Takes one's answer back; one that is not there is taken back already. */
export async function unreact(
  context: Context,
  actor: Actor,
  messageId: string,
  wanted: string,
): Promise<Message> {
  // One that is no longer there can still be taken back.
  const emoji = (await context.emoji.canonical(wanted)) ?? wanted;
  const message = await getMessage(context, actor, messageId);
  await context.limits.take("messages", actor.userId);
  const changed = await change(
    context,
    message,
    sql`
    DELETE FROM reactions WHERE message_id = ${messageId} AND emoji = ${emoji} AND user_id = ${actor.userId}
      AND EXISTS (SELECT 1 FROM messages m
        JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ${actor.userId}
        JOIN rooms r ON r.id = m.room_id AND r.archived_at IS NULL
        WHERE m.id = ${messageId} AND m.deleted_at IS NULL)`,
  );
  return changed ?? unchanged(context, actor, messageId, emoji, false);
}

const LOOK = `
  SELECT r.archived_at, max(coalesce(p.silenced_until, 0), coalesce(u.silenced_until, 0)),
    EXISTS (SELECT 1 FROM reactions o WHERE o.message_id = m.id AND o.emoji = ?2 AND o.user_id = ?3)
  FROM messages m JOIN rooms r ON r.id = m.room_id
  JOIN memberships p ON p.room_id = r.id AND p.user_id = ?3 JOIN users u ON u.id = p.user_id WHERE m.id = ?1`;

/** Nothing was stored: it is as it was wanted to be, or something is in its way. */
async function unchanged(
  context: Context,
  actor: Actor,
  messageId: string,
  emoji: string,
  wanted: boolean,
): Promise<Message> {
  context.access.forgetMemberships(actor.userId);
  const message = await getMessage(context, actor, messageId);
  const { reactions = [], deletedAt } = message;
  if (deletedAt) throw conflict("This message was deleted.");
  const statement = { sql: LOOK, args: [messageId, emoji, actor.userId] };
  const [[found = []] = []] = await context.database.ask([statement]);
  const [archivedAt, silencedUntil, there] = found;
  if (archivedAt !== null) throw forbidden("This room is archived.");
  const isFull = reactions.length >= MAX_EMOJI && !reactions.some((each) => each.emoji === emoji);
  if (wanted && !there) refuseSilenced(Number(silencedUntil));
  if (wanted && !there) await refuseBlocked(context, actor, message.roomId);
  if (wanted && !there && isFull) throw conflict(`A message takes at most ${MAX_EMOJI} different emoji.`);
  // As it was wanted to be; or they themselves wanted otherwise elsewhere, just now.
  return message;
}
