import type { Message } from "../../lib/contract/objects.ts";
import type { Term } from "../../lib/search-query.ts";
import { placesOf } from "../../lib/search-snippet.ts";
import { wordsOf } from "../../lib/search-words.ts";

/** As in BM25: how soon more of the same counts less, and how much a long text counts less. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.5;
const USUAL_WORDS = 15;
/** What a message is worth that is as old as the oldest, where it says the same. */
const OLDEST = 0.6;

/**
 * The best first, of messages that all hold what was looked for, newest first: those that say it more than once and little
 * else, and the newer ones of what is alike. How rare a word is in other rooms is nobody's to know, and is not asked.
 */
export function bestFirst(messages: Message[], terms: readonly Term[]): Message[] {
  return messages
    .map((message, place) => {
      const age = 1 - (1 - OLDEST) * (place / messages.length);
      return { message, score: scoreOf(message.content, terms) * age };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ message }) => message);
}

function scoreOf(content: string, terms: readonly Term[]): number {
  const words = [...wordsOf(content)];
  const count = placesOf(words, terms).length;
  const length = 1 - LENGTH_SHARE + LENGTH_SHARE * (words.length / USUAL_WORDS);
  return 1 + count / (count + SATURATION * length);
}
