import type { MakePoll } from "../../lib/contract/inputs.ts";
import type { Poll } from "../../lib/contract/objects.ts";
import { conflict } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { sendMessage, type Sent } from "../messages/send.ts";

/** Asks a room something: a message whose content is the question. The same `clientMessageId` again finds the first one. */
export async function makePoll(
  context: Context,
  actor: Actor,
  roomId: string,
  input: MakePoll,
): Promise<Sent> {
  const { question, clientMessageId } = input;
  const poll = beginning(input);
  const sent = await sendMessage(context, actor, { roomId, content: question, clientMessageId, poll });
  if (!sent.created && !asksTheSame(sent.message.poll, poll))
    throw conflict("This clientMessageId belongs to another message.");
  return sent;
}

function beginning({ question, options, multiple, anonymous }: MakePoll): Poll {
  const answers = options.map((text) => ({ text, votes: 0, ...(!anonymous && { userIds: [] }) }));
  return { question, options: answers, multiple, anonymous, closedAt: null };
}

/** A deleted one asks nothing any more. */
const asksTheSame = (earlier: Poll | undefined, poll: Poll): boolean =>
  !earlier ||
  (earlier.multiple === poll.multiple &&
    earlier.anonymous === poll.anonymous &&
    JSON.stringify(textsOf(earlier)) === JSON.stringify(textsOf(poll)));

const textsOf = ({ options }: Poll): string[] => options.map(({ text }) => text);
