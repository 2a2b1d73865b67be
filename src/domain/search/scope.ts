import type { Filter, SearchQuery } from "../../lib/search-query.ts";
import { wordsOf } from "../../lib/search-words.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { knownTo } from "../users.ts";

const ME = new Set(["me", "ich"]);

/** Names are compared by their words: `#design-crew` is "Design crew". */
const folded = (name: string) => [...wordsOf(name)].map(({ text }) => text).join("-") || name.toLowerCase();

const known = knownTo("?2", "?3");
/**
 * Whom a name may mean, of those whom the caller may know: who is not is looked for as long as who does not exist. By the
 * username, which an index finds; where nobody has it by the name that is shown, for which everybody is looked at.
 */
const PEOPLE = `
  SELECT asked.key, u.id FROM json_each(?1) asked CROSS JOIN users u ON u.username = asked.value AND ${known}
  UNION ALL
  SELECT asked.key, u.id FROM json_each(?1) asked CROSS JOIN users u ON u.display_name = asked.value COLLATE NOCASE
  WHERE ${known} AND NOT EXISTS (SELECT 1 FROM users u WHERE u.username = asked.value AND ${known})`;
/** The caller's own rooms alone, with who else is in a direct one. */
const ROOMS = `
  SELECT r.id, r.name, u.username FROM memberships mine JOIN rooms r ON r.id = mine.room_id
  LEFT JOIN memberships other ON r.kind = 'direct' AND other.room_id = r.id AND other.user_id <> mine.user_id
  LEFT JOIN users u ON u.id = other.user_id
  WHERE mine.user_id = ?1`;

/** In which of their rooms somebody looks, and for whose messages; a filter that names nobody finds nothing. */
export type Scope = { roomIds: readonly string[]; from: string[]; notFrom: string[] };

export async function scopeOf(
  context: Context,
  actor: Actor,
  query: SearchQuery,
): Promise<Scope | undefined> {
  const roomIds = await roomsOf(context, actor, query.in);
  const people = await peopleOf(context, actor, query.from);
  const from = people.wanted(false);
  const wantsSomebody = query.from.some(({ not }) => !not);
  if (roomIds.length === 0 || (wantsSomebody && from.length === 0)) return undefined;
  return { roomIds, from, notFrom: people.wanted(true) };
}

async function roomsOf({ access, database }: Context, actor: Actor, filters: Filter[]) {
  const { roomIds } = await access.standings(actor.userId);
  if (filters.length === 0) return roomIds;
  const [rows = []] = await database.ask([{ sql: ROOMS, args: [actor.userId] }]);
  const names = Map.groupBy(
    (rows as [string, string | null, string | null][]).flatMap(([id, name, username]) => [
      { id, name: id },
      ...(name === null ? [] : [{ id, name: folded(name) }]),
      ...(username === null ? [] : [{ id, name: `@${username}` }]),
    ]),
    ({ name }) => name,
  );
  const named = ({ value }: Filter) =>
    (names.get(value.toLowerCase()) ?? names.get(folded(value)) ?? []).map(({ id }) => id);
  const wanted = new Set(filters.filter(({ not }) => !not).flatMap(named));
  const refused = new Set(filters.filter(({ not }) => not).flatMap(named));
  const all = filters.every(({ not }) => not);
  return roomIds.filter((id) => (all || wanted.has(id)) && !refused.has(id));
}

async function peopleOf({ database }: Context, actor: Actor, filters: Filter[]) {
  const names = filters.map(({ value }) => value.replace(/^@/, "").toLowerCase());
  const args = [JSON.stringify(names), actor.userId, actor.role];
  const [rows = []] = names.length > 0 ? await database.ask([{ sql: PEOPLE, args }]) : [];
  const idsOf = (key: number) =>
    ME.has(names[key] ?? "")
      ? [actor.userId]
      : rows.filter(([asked]) => asked === key).map(([, id]) => String(id));
  return {
    wanted: (not: boolean) => [
      ...new Set(filters.flatMap((filter, key) => (filter.not === not ? idsOf(key) : []))),
    ],
  };
}
