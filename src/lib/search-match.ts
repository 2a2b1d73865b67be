import type { Part, SearchQuery, Term } from "./search-query.ts";
import { wordsOf } from "./search-words.ts";

/**
 * What stands in the index, and what is asked of it. Every word has the room before it, so that what is asked names the
 * rooms in which to look: words of other rooms are not even read, and how long an answer takes does not depend on them.
 */

/** What is known of a message beside its words; no word has such a sign in it. */
type Mark = "all" | `from${string}` | Part;

export type Document = {
  roomId: string;
  senderId: string;
  texts: string[];
  parts: Part[];
};

/** Ids without their hyphens: 32 characters, as the index's beginnings of words count on. */
const code = (id: string) => id.replaceAll("-", "");
const marked = (room: string, mark: Mark) => `${room}=${mark}`;

/** What the index is given of a message. */
export function documentOf({ roomId, senderId, texts, parts }: Document): string {
  const room = code(roomId);
  const marks: Mark[] = ["all", `from${code(senderId)}`, ...parts];
  // The marks also keep the words of one text from standing in a row with those of another.
  const fence = marks.map((mark) => marked(room, mark)).join(" ");
  return [...texts.map((text) => wordsIn(room, text)), ""].join(` ${fence} `).trim();
}

function wordsIn(room: string, text: string): string {
  let all = "";
  for (const word of wordsOf(text)) all += `${room}${word.text} `;
  return all.trimEnd();
}

/** A query whose people and rooms have been looked up. */
export type Wanted = Pick<SearchQuery, "terms" | "has"> & { from: string[]; notFrom: string[] };

/** As FTS5's MATCH takes it: what is asked of each of these rooms. */
export function matchOf(wanted: Wanted, roomIds: readonly string[]): string {
  return roomIds.map((roomId) => ofRoom(wanted, code(roomId))).join(" OR ");
}

function ofRoom({ terms, has, from, notFrom }: Wanted, room: string): string {
  const mark = (name: Mark) => `"${marked(room, name)}"`;
  const sender = (id: string) => mark(`from${code(id)}`);
  const pick = <Each extends { not: boolean }>(all: Each[], not: boolean) =>
    all.filter((each) => each.not === not);
  const wants = [
    ...pick(terms, false).map((term) => quoted(term, room)),
    ...pick(has, false).map(({ value }) => mark(value)),
    ...(from.length > 0 ? [`(${from.map(sender).join(" OR ")})`] : []),
  ];
  const refuses = [
    ...pick(terms, true).map((term) => quoted(term, room)),
    ...pick(has, true).map(({ value }) => mark(value)),
    ...notFrom.map(sender),
  ];
  const wanted = wants.length > 0 ? wants.join(" AND ") : mark("all");
  return refuses.length > 0 ? `((${wanted}) NOT (${refuses.join(" OR ")}))` : `(${wanted})`;
}

/** Words have no quotation mark in them. */
const quoted = ({ words, beginning }: Term, room: string): string =>
  `"${words.map((word) => room + word).join(" ")}"${beginning ? " *" : ""}`;
