import type { Fault } from "../../../views/messages/about/about.ts";
import { AboutMessagePage } from "../../../views/messages/about/page.tsx";
import { isAdmin } from "../../domain/actor.ts";
import { myVotes } from "../../domain/polls/index.ts";
import { getMessage } from "../../domain/messages/index.ts";
import { reactorsOf } from "../../domain/reactions/index.ts";
import { actorOf } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { show } from "./show.ts";

/** A message with all that its reader may do with it; `fault`: the form of it that was not taken. */
export async function aboutPage(c: PageRequest, parts: Parts, messageId: string, fault?: Fault) {
  const actor = actorOf(c);
  const message = await getMessage(parts.context, actor, messageId);
  const { role } = await parts.context.access.standing(actor, message.roomId);
  const reactors = message.reactions ? await reactorsOf(parts.context, actor, messageId) : [];
  const shell = await shellOf(c, parts, `/rooms/${message.roomId}`);
  const moderates = role !== "member" || isAdmin(actor);
  const votes = message.poll && (await myVotes(parts.context, actor, messageId)).options;
  const about = { message, userId: actor.userId, moderates, reactors, fault, votes };
  return show(c, () => <AboutMessagePage shell={shell} about={about} />);
}
