import { LRUCache } from "lru-cache";
import type { Message } from "../../src/lib/contract/objects.ts";
import { renderRest } from "./message.tsx";

/** Characters kept, of about 5,000 messages; those that nobody read for longest go first. */
const MAX_CHARACTERS = 5_000_000;

type Rendered = { revision: number; senderDisplayName: string; html: string };

const rendered = new LRUCache<string, Rendered>({
  maxSize: MAX_CHARACTERS,
  sizeCalculation: ({ html }) => html.length,
});

/**
 * For pages: the newest messages of a room are drawn for each of its readers, and look the same to all. What may change
 * of a message changes with its revision, also over a restore, which begins above all revisions that there were; its
 * sender's name changes by itself. So nothing has to be told to forget.
 */
export function rememberedRest(message: Message): string {
  const { id, revision, senderDisplayName } = message;
  const known = rendered.get(id);
  if (known?.revision === revision && known.senderDisplayName === senderDisplayName) return known.html;
  const html = renderRest(message);
  // Reading from it makes one piece of its parts, which every page would have to gather anew.
  html.charCodeAt(0);
  rendered.set(id, { revision, senderDisplayName, html });
  return html;
}
