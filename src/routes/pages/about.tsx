import type { About, Fault } from "../../../views/messages/about/about.ts";
import { AboutMessagePage } from "../../../views/messages/about/page.tsx";
import type { Shell } from "../../../views/shell/types.ts";
import { isAdmin } from "../../domain/actor.ts";
import { myVotes } from "../../domain/polls/index.ts";
import { changeableIn, getMessage, listVersions } from "../../domain/messages/index.ts";
import { reactorsOf } from "../../domain/reactions/index.ts";
import { reminderOf } from "../../domain/reminders/index.ts";
import { savedState } from "../../domain/saved.ts";
import { actorOf } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { show } from "./show.ts";

async function load(c: PageRequest, { context }: Parts, messageId: string): Promise<Omit<About, "rooms">> {
  const actor = actorOf(c);
  const message = await getMessage(context, actor, messageId);
  const [{ role }, reactors, versions, saved, remindAt, changeable, votes] = await Promise.all([
    context.access.standing(actor, message.roomId),
    message.reactions ? reactorsOf(context, actor, message.id) : [],
    message.editedAt ? listVersions(context, actor, message.id) : [],
    savedState(context, actor, message.id),
    reminderOf(context, actor, message.id),
    changeableIn(context, actor, message),
    message.poll ? myVotes(context, actor, message.id).then(({ options }) => options) : undefined,
  ]);
  const moderates = role !== "member" || isAdmin(actor);
  return {
    message,
    userId: actor.userId,
    moderates,
    ...changeable,
    reactors,
    versions,
    saved,
    remindAt,
    votes,
  };
}

const roomsOf = ({ rooms }: Shell) => rooms.map(({ id, title }) => ({ id, title }));

/** A message with all that its reader may do with it; `fault`: the form of it that was not taken. */
export async function aboutPage(c: PageRequest, parts: Parts, messageId: string, fault?: Fault) {
  const about = await load(c, parts, messageId);
  const shell = await shellOf(c, parts, `/rooms/${about.message.roomId}`);
  return show(c, () => <AboutMessagePage shell={shell} about={{ ...about, rooms: roomsOf(shell), fault }} />);
}
