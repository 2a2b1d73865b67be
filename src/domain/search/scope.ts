import type { Filter, SearchQuery } from "../../lib/search-query.ts";
import { wordsOf } from "../../lib/search-words.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

const ME = new Set(["me", "ich"]);

/** Names are compared by their words: `#design-crew` is "Design crew". */
const folded = (name: string) => [...wordsOf(name)].map(({ text }) => text).join("-") || name.toLowerCase();

const PEOPLE = `
  SELECT u.id, u.username, u.display_name FROM json_each(?1) asked
  JOIN users u ON u.username = asked.value OR u.display_name = asked.value COLLATE NOCASE`;
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
  const names = filters.map(({ value, not }) => ({ name: value.replace(/^@/, "").toLowerCase(), not }));
  const asked = JSON.stringify(names.map(({ name }) => name));
  const [rows = []] = names.length > 0 ? await database.ask([{ sql: PEOPLE, args: [asked] }]) : [];
  const idsOf = (name: string) =>
    ME.has(name)
      ? [actor.userId]
      : (rows as [string, string, string][])
          .filter(([, username, displayName]) => username === name || displayName.toLowerCase() === name)
          .map(([id]) => id);
  return {
    wanted: (not: boolean) => [
      ...new Set(names.filter((each) => each.not === not).flatMap(({ name }) => idsOf(name))),
    ],
  };
}
