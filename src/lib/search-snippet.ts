import type { Term } from "./search-query.ts";
import { type Word, wordsOf } from "./search-words.ts";

/** A part of a text, and whether it is what was looked for. */
export type Snippet = { text: string; match: boolean }[];

/** Characters before the first match, and of the whole. */
const BEFORE = 60;
const LENGTH = 240;
/** Blanks in a row are one: a snippet is one line or a few. */
const BLANKS = /\s+/g;

type Place = { from: number; to: number };

/** Where in these words the terms stand, from the first on; they may overlap. */
export function placesOf(words: readonly Word[], terms: readonly Term[]): Place[] {
  const wanted = terms.filter(({ not }) => !not);
  return words.flatMap((word, at) => {
    const ends = wanted.flatMap((term) => (standsAt(words, at, term) ? [at + term.words.length - 1] : []));
    const last = words[Math.max(-1, ...ends)];
    return last ? [{ from: word.from, to: last.to }] : [];
  });
}

export const standsAt = (words: readonly Word[], at: number, { words: wanted, beginning }: Term): boolean =>
  wanted.every((word, index) => {
    const found = words[at + index]?.text;
    const goesOn = beginning && index === wanted.length - 1;
    return goesOn ? found?.startsWith(word) === true : found === word;
  });

/** A message's text around what was looked for, or its beginning. */
export function snippetOf(text: string, terms: readonly Term[]): Snippet {
  const places = placesOf([...wordsOf(text)], terms);
  const from = beginningNear(text, (places[0]?.from ?? 0) - BEFORE);
  const to = Math.min(text.length, from + LENGTH);
  const parts: Snippet = [];
  let at = from;
  const add = (end: number, match: boolean) => {
    const part = text.slice(at, Math.min(end, to)).toWellFormed().replace(BLANKS, " ");
    if (part !== "") parts.push({ text: part, match });
    at = Math.max(at, end);
  };
  for (const place of places) {
    if (place.from >= to) break;
    if (place.to <= at) continue;
    add(Math.max(at, place.from), false);
    add(place.to, true);
  }
  if (at < to) add(to, false);
  return cut(parts, from > 0, to < text.length);
}

/** Where a word begins, at or after a place in the text. */
function beginningNear(text: string, at: number): number {
  if (at <= 0) return 0;
  const blank = text.slice(at, at + BEFORE / 2).search(/\s/);
  return blank < 0 ? at : at + blank + 1;
}

function cut(parts: Snippet, before: boolean, after: boolean): Snippet {
  return [
    ...(before ? [{ text: "… ", match: false }] : []),
    ...parts,
    ...(after ? [{ text: " …", match: false }] : []),
  ];
}
