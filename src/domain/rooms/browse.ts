import type { BrowseRooms } from "../../lib/contract/inputs.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { containing } from "../users.ts";

/** Rooms of one page of the browser. */
const PAGE = 30;

export type OpenRoom = {
  id: string;
  name: string;
  topic: string | null;
  members: number;
  /** Whether the caller is in it. */
  joined: boolean;
};

const MEMBERS = "(SELECT count(*) FROM memberships WHERE room_id = r.id)";
const MINE = "EXISTS (SELECT 1 FROM memberships WHERE room_id = r.id AND user_id = ?1)";
const ORDERS = {
  name: "name COLLATE NOCASE, id",
  members: "members DESC, name COLLATE NOCASE, id",
  newest: "created_at DESC, id",
};

const select = (sort: BrowseRooms["sort"]) => `
  SELECT id, name, topic, ${MEMBERS} AS members, ${MINE} FROM rooms r
  WHERE kind = 'open' AND (name LIKE ?2 ESCAPE '\\' OR topic LIKE ?2 ESCAPE '\\')
  ORDER BY ${ORDERS[sort]} LIMIT ${PAGE + 1} OFFSET ?3`;

type Cells = [id: string, name: string, topic: string | null, members: number, mine: 0 | 1];

/** A page of the open rooms whose name or topic contains the query. */
export async function browseRooms(
  { database }: Context,
  actor: Actor,
  { query, sort, page }: BrowseRooms,
): Promise<{ rooms: OpenRoom[]; more: boolean }> {
  const args = [actor.userId, containing(query), (page - 1) * PAGE];
  const [rows = []] = await database.ask([{ sql: select(sort), args }], () => [
    "rooms",
    `user:${actor.userId}`,
  ]);
  const rooms = (rows as Cells[]).map(([id, name, topic, members, mine]) => {
    return { id, name, topic, members, joined: mine === 1 };
  });
  return { rooms: rooms.slice(0, PAGE), more: rooms.length > PAGE };
}
