import { type Span, spanOf } from "./search-dates.ts";
import { isCharacter, wordsOf } from "./search-words.ts";

/** What a message can be asked to have. */
export const PARTS = ["link", "code", "poll", "reaction", "pin", "thread"] as const;
export type Part = (typeof PARTS)[number];

/** Words that stand in a row; of the last one `beginning` says that it may go on. */
export type Term = { words: string[]; beginning: boolean; not: boolean };
export type Filter<Value = string> = { value: Value; not: boolean };
type Key = "from" | "in" | "has" | "before" | "after" | "on";
/** What cannot be answered: a filter with what it was given, or more words than are looked for. */
export type Problem = { key: Key | "words"; value: string };

/** What somebody looks for, as they wrote it. */
export type SearchQuery = {
  terms: Term[];
  from: Filter[];
  in: Filter[];
  has: Filter<Part>[];
  /** Milliseconds since 1970: not before the first, and before the second. */
  after: number | undefined;
  before: number | undefined;
  problems: Problem[];
};

/** Words of one query at most. */
const MAX_WORDS = 24;
/** Filters of one kind at most. */
const MAX_FILTERS = 10;
/** Characters of a beginning at least: nearly everything begins with any one letter. */
const MIN_BEGINNING = 2;

const KEYS: Record<string, Key> = {
  from: "from",
  von: "from",
  in: "in",
  has: "has",
  hat: "has",
  before: "before",
  vor: "before",
  after: "after",
  nach: "after",
  on: "on",
  am: "on",
};
const PIECES = new RegExp(`(-)?(?:(${Object.keys(KEYS).join("|")}):)?(?:"([^"]*)"?|([^\\s"]*))`, "giu");
const QUOTES = /[“”„«»]/g;

/** Reads a query. Nothing that can be written is an error: what makes no sense is named in `problems`, or left out. */
export function readQuery(text: string, timeZone: string, now = Date.now()): SearchQuery {
  const query: SearchQuery = {
    terms: [],
    from: [],
    in: [],
    has: [],
    after: undefined,
    before: undefined,
    problems: [],
  };
  const plain = text.replace(QUOTES, '"');
  for (const match of plain.matchAll(PIECES)) {
    const [piece, minus, key, quoted, bare] = match;
    const value = quoted ?? bare ?? "";
    const not = minus !== undefined;
    if (key) addFilter(query, KEYS[key.toLowerCase()] ?? "in", { value: value.trim(), not }, timeZone, now);
    else {
      const last = match.index + piece.length === plain.length;
      const goesOn = quoted === undefined && !not && (last || value.endsWith("*"));
      addTerm(query, value, goesOn, not);
    }
  }
  if (query.terms.reduce((count, { words }) => count + words.length, 0) > MAX_WORDS)
    query.problems.push({ key: "words", value: String(MAX_WORDS) });
  return query;
}

/** Whether it asks for anything at all. */
export const isEmpty = ({ terms, from, in: rooms, has, after, before }: SearchQuery): boolean =>
  terms.length + from.length + rooms.length + has.length === 0 && after === undefined && before === undefined;

function addTerm(query: SearchQuery, text: string, goesOn: boolean, not: boolean): void {
  const words = [...wordsOf(text)].map((word) => word.text);
  const last = words.at(-1);
  if (last === undefined) return;
  const begun = goesOn && !isCharacter(last);
  const beginning = begun && [...last].length >= MIN_BEGINNING;
  // After other words a single letter is one that goes on, and says too little yet.
  if (begun && !beginning && words.length === 1 && query.terms.length > 0) return;
  query.terms.push({ words, beginning, not });
}

function addFilter(query: SearchQuery, key: Key, filter: Filter, timeZone: string, now: number): void {
  // It is still being written.
  if (filter.value === "") return;
  if (key === "from" || key === "in") addBounded(query, key, query[key], filter);
  else if (key === "has") addPart(query, filter);
  else addDate(query, key, filter, spanOf(filter.value, timeZone, now));
}

function addBounded<Value>(query: SearchQuery, key: Key, filters: Filter<Value>[], filter: Filter<Value>) {
  if (filters.length >= MAX_FILTERS) query.problems.push({ key, value: String(filter.value) });
  else filters.push(filter);
}

function addPart(query: SearchQuery, { value, not }: Filter): void {
  const wanted = value.toLowerCase();
  const part = PARTS.find((each) => each === wanted || `${each}s` === wanted);
  if (part) addBounded(query, "has", query.has, { value: part, not });
  else query.problems.push({ key: "has", value });
}

/** A day that is left out cannot be said: that is what `before` and `after` are for. */
function addDate(query: SearchQuery, key: Key, { value, not }: Filter, span: Span | undefined): void {
  if (!span || not) return void query.problems.push({ key, value });
  if (key !== "before") query.after = Math.max(query.after ?? 0, key === "on" ? span.from : span.to);
  if (key !== "after") query.before = Math.min(query.before ?? Infinity, key === "on" ? span.to : span.from);
}
