import { type SQL, sql } from "drizzle-orm";
import type { Message, Poll } from "../../lib/contract/objects.ts";
import { conflict, forbidden, notFound } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import { isHeard, refuseBlocked } from "../blocks.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/read.ts";

/** People named with each answer at most, the first ones: all votes count, and a message stays small in a crowd. */
const MAX_NAMED = 50;

/** What `messages.poll` is, given the rows of `poll_votes`: of an anonymous one it says only how many. */
export function tally({ options, anonymous }: Poll): SQL {
  const places = options.flatMap((_, option) => [
    sql`${`$.options[${option}].votes`}, (SELECT count(*) ${chosen(option)})`,
    ...(anonymous ? [] : [sql`${`$.options[${option}].userIds`}, json(${namesOf(option)})`]),
  ]);
  return sql`json_set(messages.poll, ${sql.join(places, sql`, `)})`;
}

const chosen = (option: number): SQL =>
  sql`FROM poll_votes WHERE message_id = messages.id AND option = ${option}`;

const namesOf = (option: number): SQL => sql`(
  SELECT json_group_array(user_id) FROM (
    SELECT user_id ${chosen(option)} ORDER BY created_at, user_id LIMIT ${MAX_NAMED}))`;

/** Whether somebody may vote in it at this moment. */
export const mayVote = (messageId: string, userId: string): SQL => sql`EXISTS (
  SELECT 1 FROM messages asked JOIN rooms r ON r.id = asked.room_id AND r.archived_at IS NULL
  JOIN memberships p ON p.room_id = r.id AND p.user_id = ${userId}
  WHERE asked.id = ${messageId} AND asked.deleted_at IS NULL AND asked.poll ->> 'closedAt' IS NULL
    AND ${sql.raw(isHeard("p"))})`;

export type Asked = Message & { poll: Poll };

/** A message that asks something, found through its reader's membership. */
export async function findPoll(context: Context, actor: Actor, messageId: string): Promise<Asked> {
  const message = await getMessage(context, actor, messageId);
  if (message.deletedAt) throw conflict("This message was deleted.");
  if (!message.poll) throw notFound("poll");
  return { ...message, poll: message.poll };
}

/** Says why nothing could be changed, after something else came first. */
export async function explainRefusal(context: Context, actor: Actor, messageId: string): Promise<never> {
  context.access.forgetMemberships(actor.userId);
  const { poll, roomId } = await findPoll(context, actor, messageId);
  if (poll.closedAt) throw conflict("This poll is closed.");
  await refuseBlocked(context, actor, roomId);
  throw forbidden("This room is archived.");
}
