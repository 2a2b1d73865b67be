import { LRUCache } from "lru-cache";
import type { Message } from "../../src/lib/contract/objects.ts";
import { type Drawn, drawMessage, type Look, restOf } from "./message.tsx";

/** All that changes of a message: with its revision, or with its sender, whose username never does. */
type Glance = Pick<Message, "id" | "revision" | "senderDisplayName" | "senderAvatarUrl">;

/** Characters kept, of about 5,000 messages; those that nobody read for longest go first. */
const MAX_CHARACTERS = 10_000_000;

type Known = {
  message: Message;
  drawn: Drawn;
  /** For whom it was drawn last, by the name of their look: most readers of a room share one. */
  rest: string;
  look: string;
};

const known = new LRUCache<string, Known>({
  maxSize: MAX_CHARACTERS,
  sizeCalculation: ({ message, rest }) => message.content.length + 2 * rest.length,
});

/**
 * For pages: the newest messages of a room are drawn for each of its readers, and look the same to all. What may change
 * of a message changes with its revision, also over a restore, which begins above all revisions that there were; its
 * sender's name and picture change by themselves. So nothing has to be told to forget.
 *
 * Who asks must have seen what they ask by where only the message's readers can.
 */
export function recall(glance: Glance): Message | undefined {
  const message = known.get(glance.id)?.message;
  return message && isSame(message, glance) ? message : undefined;
}

const isSame = (message: Message, glance: Glance): boolean =>
  message.revision === glance.revision &&
  message.senderDisplayName === glance.senderDisplayName &&
  message.senderAvatarUrl === glance.senderAvatarUrl;

/** All of a message but how it begins; what `restOf` says of it, maybe in other letters (`narrow`). */
export function rememberedRest(message: Message, look: Look): string {
  const found = known.get(message.id);
  const same = found && (found.message === message || isSame(found.message, message));
  if (same && found.look === look.name) return found.rest;
  const drawn = same ? found.drawn : drawMessage(message);
  const rest = narrow(restOf(message, drawn, look));
  // Reading from it makes one piece of its parts, which every page would have to gather anew.
  rest.charCodeAt(0);
  known.set(message.id, { message: same ? found.message : message, drawn, rest, look: look.name });
  return rest;
}

/** Characters of a message that are written by number; who writes in another script has more of them, and longer pages. */
const MAX_NUMBERED = 8;
const wide = /[\u0100-\u{10ffff}]/gu;

/**
 * The same markup of Latin-1 only, where it lacks little of it: a single dash or smiling face makes a whole page one of
 * 16-bit characters, which takes five times as long to encode.
 */
function narrow(html: string): string {
  const found = html.match(wide);
  if (!found || found.length > MAX_NUMBERED) return html;
  return html.replace(wide, (character) => `&#${character.codePointAt(0)};`);
}
