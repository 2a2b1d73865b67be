import { type SQL, sql } from "drizzle-orm";
import type { Message } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { changeMessage } from "../messages/change.ts";
import { audit } from "../moderation/audit.ts";
import { type Asked, explainRefusal, findPoll, mayVote } from "./state.ts";

/** By the database's clock, as the contract writes times. */
const closed: SQL = sql.raw("json_set(messages.poll, '$.closedAt', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))");

/** Ends a poll: nobody votes any more. Its author may, and whoever looks after the room. Twice is once. */
export async function closePoll(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await findPoll(context, actor, messageId);
  const own = message.senderId === actor.userId;
  if (!own) await context.access.moderator(actor, message.roomId);
  if (message.poll.closedAt) return message;
  const changed = await changeMessage(context, message, {
    present: { poll: closed },
    where: mayVote(messageId, actor.userId),
    before: own ? [] : [record(context, actor, message)],
  });
  return changed ?? closedMeanwhile(context, actor, messageId);
}

const record = (context: Context, actor: Actor, { id, roomId }: Asked) =>
  audit(context, actor, { action: "poll.close", subjectId: id, roomId }, mayVote(id, actor.userId));

/** Two who end it at once have both ended it. */
async function closedMeanwhile(context: Context, actor: Actor, messageId: string): Promise<Message> {
  const message = await findPoll(context, actor, messageId);
  return message.poll.closedAt ? message : explainRefusal(context, actor, messageId);
}
