/** What callers may look for among messages, and what is found (docs/protocol.md, Search). */
import { z } from "zod";
import { id, message } from "./objects.ts";

/** Characters of a search at most. */
const MAX_SEARCH = 200;
/** The query's end says whether its last word goes on, so it is not trimmed. `before`: the last message of the page before. */
export const searchMessages = z.object({
  query: z
    .string()
    .max(MAX_SEARCH)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "must be valid Unicode without U+0000"),
  sort: z.enum(["newest", "best"]).default("newest"),
  before: id.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(50)).default(20),
});

/** What a search found, and where in its text: parts, of which those that match are to be marked. */
export const searchResult = z.object({
  message,
  snippet: z.array(z.object({ text: z.string(), match: z.boolean() })),
});
export const searchPage = z.object({
  results: z.array(searchResult),
  /** What `before` of the next page is; null where there is none. */
  next: id.nullable(),
  /** Whether messages from before the index are still missing in it. */
  indexing: z.boolean(),
  /** Parts of the query that cannot be answered, for which nothing is found. */
  problems: z.array(z.object({ key: z.string(), value: z.string() })),
});

export type SearchMessages = z.output<typeof searchMessages>;
export type SearchPage = z.infer<typeof searchPage>;
