import { LRUCache } from "lru-cache";
import type { Message } from "../../src/lib/contract/objects.ts";
import { renderRest } from "./message.tsx";

/** Characters kept, of about 5,000 messages; those that nobody read for longest go first. */
const MAX_CHARACTERS = 5_000_000;

type Drawn = { message: Message; rest: string };

const drawn = new LRUCache<string, Drawn>({
  maxSize: MAX_CHARACTERS,
  sizeCalculation: ({ message, rest }) => message.content.length + rest.length,
});

/**
 * For pages: the newest messages of a room are drawn for each of its readers, and look the same to all. What may change
 * of a message changes with its revision, also over a restore, which begins above all revisions that there were; its
 * sender's name changes by itself. So nothing has to be told to forget.
 *
 * Who asks must have seen the message's id, revision and sender's name where only its readers can.
 */
export function recall(id: string, revision: number, senderDisplayName: string): Message | undefined {
  const message = drawn.get(id)?.message;
  return message?.revision === revision && message.senderDisplayName === senderDisplayName
    ? message
    : undefined;
}

/** All of a message but how it begins; `renderRest` of a message that is drawn for the first time. */
export function rememberedRest(message: Message): string {
  const { id, revision, senderDisplayName } = message;
  const known = drawn.get(id);
  if (known?.message === message) return known.rest;
  if (known && recall(id, revision, senderDisplayName)) return known.rest;
  const rest = renderRest(message);
  // Reading from it makes one piece of its parts, which every page would have to gather anew.
  rest.charCodeAt(0);
  drawn.set(id, { message, rest });
  return rest;
}
