import type { Row, Statement } from "../../../db/protocol.ts";
import type { Message, RoomKind } from "../../lib/contract/objects.ts";
import type { SearchMessages, SearchPage } from "../../lib/contract/search.ts";
import { plainTextOf } from "../../lib/excerpt.ts";
import { matchOf } from "../../lib/search-match.ts";
import { isEmpty, readQuery, type SearchQuery, type Term } from "../../lib/search-query.ts";
import { type Snippet, snippetOf } from "../../lib/search-snippet.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "../messages/message.ts";
import { bestFirst } from "./best.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { PER_SPAN } from "./spans.ts";

/** The newest that are put in order of how good they are. */
const CANDIDATES = 300;
/** Rooms of one statement: a text of MATCH takes longer to read than its length says. */
const ROOMS_AT_ONCE = 500;

/** Later than everything, and above every number. */
const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * From the newest on. The words name the rooms in which to look, and the membership is asked for once more as it is at
 * that moment: what somebody may not read is not among what is found, so that nothing has to be taken out of it.
 */
const FIND = `
  SELECT found.rowid, m.room_id, r.kind, ${MESSAGE_CELLS}
  FROM search_words found
  CROSS JOIN search_entries e ON e.id = found.rowid
  CROSS JOIN messages m ON m.id = e.message_id AND m.deleted_at IS NULL
  CROSS JOIN memberships p ON p.room_id = m.room_id AND p.user_id = ?2
  CROSS JOIN rooms r ON r.id = m.room_id
  CROSS JOIN users u ON u.id = m.sender_id
  WHERE found.search_words MATCH ?1
    AND found.rowid < min(
      iif(?3 = '', ${NEVER}, coalesce((SELECT id FROM search_entries WHERE message_id >= ?3 ORDER BY message_id LIMIT 1), ${NEVER})),
      iif(?5 = ${NEVER}, ${NEVER}, coalesce((SELECT (max(id) + 1) * ${PER_SPAN} FROM search_spans WHERE earliest < ?5), 0)))
    AND found.rowid >= iif(?4 = 0, 0, coalesce((SELECT min(id) * ${PER_SPAN} FROM search_spans WHERE latest >= ?4), ${NEVER}))
    AND m.created_at >= ?4 AND m.created_at < ?5
  ORDER BY found.rowid DESC LIMIT ?6`;
const INDEXING = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM search_progress WHERE before = '')";

/** Messages that somebody may read and that hold what they look for; a page of them, the newest or the best first. */
export async function searchMessages(
  context: Context,
  actor: Actor,
  input: SearchMessages & { timeZone: string },
): Promise<SearchPage> {
  const query = readQuery(input.query, input.timeZone);
  await context.limits.take("searches", actor.userId);
  const nothing = { results: [], next: null, indexing: false, problems: query.problems };
  if (query.problems.length > 0 || isEmpty(query)) return nothing;
  const scope = await scopeOf(context, actor, query);
  if (!scope) return nothing;
  const best = input.sort === "best";
  const { messages, indexing } = await find(context, actor, query, scope, {
    before: best ? "" : (input.before ?? ""),
    limit: best ? CANDIDATES : input.limit + 1,
  });
  const ordered = best ? after(bestFirst(messages, query.terms), input.before) : messages;
  const page = ordered.slice(0, input.limit);
  return {
    results: page.map((message) => ({ message, snippet: snippetFor(message, query.terms) })),
    next: ordered.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    indexing,
    problems: [],
  };
}

async function find(
  { database }: Context,
  actor: Actor,
  query: SearchQuery,
  { roomIds, ...people }: Scope,
  { before, limit }: { before: string; limit: number },
): Promise<{ messages: Message[]; indexing: boolean }> {
  const statements: Statement[] = [{ sql: INDEXING, args: [] }];
  for (let at = 0; at < roomIds.length; at += ROOMS_AT_ONCE) {
    const match = matchOf({ ...query, ...people }, roomIds.slice(at, at + ROOMS_AT_ONCE));
    const args = [match, actor.userId, before, query.after ?? 0, query.before ?? NEVER, limit];
    statements.push({ sql: FIND, args });
  }
  const [indexing = [], ...found] = await database.search(statements);
  const rows = found.flat().toSorted((a, b) => Number(b[0]) - Number(a[0]));
  return { messages: rows.slice(0, limit).map(toFound), indexing: indexing.length > 0 };
}

const toFound = ([, roomId, kind, cells]: Row): Message =>
  toMessage(toMessageRow(JSON.parse(String(cells)) as MessageCells, String(roomId), kind as RoomKind));

/** Without marks, unless what was looked for stands in these: in a link's address. */
function snippetFor(message: Message, terms: readonly Term[]): Snippet {
  const text = textOf(message);
  const plain = snippetOf(plainTextOf(text), terms);
  return plain.some(({ match }) => match) ? plain : snippetOf(text, terms);
}

/** What comes after a message; nothing where it is no longer among them. */
function after(messages: Message[], id: string | undefined): Message[] {
  if (id === undefined) return messages;
  const at = messages.findIndex((message) => message.id === id);
  return at < 0 ? [] : messages.slice(at + 1);
}

/** What of a message is looked into: of a poll its answers too. */
const textOf = ({ content, poll }: Message): string =>
  poll ? [content, ...poll.options.map(({ text }) => text)].join("\n") : content;
