import { and, eq, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { pollVotes } from "../../../db/schema/index.ts";
import type { Message, Poll } from "../../lib/contract/objects.ts";
import { conflict } from "../../lib/errors.ts";
import { invalid } from "../../lib/parse.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { changeMessage } from "../messages/change.ts";
import { explainRefusal, findPoll, mayVote, tally } from "./state.ts";

/**
 * Chooses these answers of a poll, in place of what the caller chose before; none takes all of it back. The same again
 * changes nothing. The votes and what the message says of them are stored in one transaction.
 */
export async function vote(
  context: Context,
  actor: Actor,
  messageId: string,
  input: { options: number[] },
): Promise<Message> {
  const message = await findPoll(context, actor, messageId);
  const chosen = choiceOf(message.poll, input.options);
  if (message.poll.closedAt) throw conflict("This poll is closed.");
  if (isSame(chosen, await votesOf(context, messageId, actor.userId))) return message;
  await context.limits.take("messages", actor.userId);
  const changed = await changeMessage(context, message, {
    present: { poll: tally(message.poll) },
    where: mayVote(messageId, actor.userId),
    before: replacement(context, messageId, actor.userId, chosen),
  });
  return changed ?? explainRefusal(context, actor, messageId);
}

/** What the caller chose: only they are told. */
export async function myVotes(
  context: Context,
  actor: Actor,
  messageId: string,
): Promise<{ options: number[] }> {
  await findPoll(context, actor, messageId);
  return { options: await votesOf(context, messageId, actor.userId) };
}

function choiceOf({ options, multiple }: Poll, chosen: number[]): number[] {
  const distinct = [...new Set(chosen)].toSorted((a, b) => a - b);
  const refuse = (message: string) => invalid([{ path: "options", message }]);
  if ((distinct.at(-1) ?? 0) >= options.length) throw refuse("the poll has no such answer");
  if (distinct.length > 1 && !multiple) throw refuse("this poll takes one answer");
  return distinct;
}

const isSame = (a: number[], b: number[]): boolean => JSON.stringify(a) === JSON.stringify(b);

async function votesOf({ database }: Context, messageId: string, userId: string): Promise<number[]> {
  const rows = await database.primary
    .select({ option: pollVotes.option })
    .from(pollVotes)
    .where(and(eq(pollVotes.messageId, messageId), eq(pollVotes.userId, userId)))
    .orderBy(pollVotes.option);
  return rows.map(({ option }) => option);
}

/** What stays chosen keeps its time, and so its place. */
function replacement(
  { database: { writing } }: Context,
  messageId: string,
  userId: string,
  chosen: number[],
) {
  const kept = JSON.stringify(chosen);
  const allowed = mayVote(messageId, userId);
  return [
    writing.run(sql`
      DELETE FROM poll_votes WHERE message_id = ${messageId} AND user_id = ${userId}
        AND option NOT IN (SELECT value FROM json_each(${kept})) AND ${allowed}`),
    writing.run(sql`
      INSERT OR IGNORE INTO poll_votes (message_id, user_id, option, created_at)
      SELECT ${messageId}, ${userId}, value, ${databaseNow} FROM json_each(${kept}) WHERE ${allowed}`),
  ];
}
