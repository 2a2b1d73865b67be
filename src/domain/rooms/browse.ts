import type { BrowseRooms } from "../../lib/contract/inputs.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { isGuest } from "../guests.ts";
import { containing } from "../users.ts";

/** Rooms of one page of the browser. */
const PAGE = 30;

export type OpenRoom = {
  id: string;
  name: string;
  kind: "open" | "closed";
  topic: string | null;
  description: string | null;
  archived: boolean;
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
  SELECT id, name, kind, topic, description, ${MEMBERS} AS members, ${MINE} AS mine FROM rooms r
  WHERE (kind = 'open' OR (?4 AND kind = 'closed' AND mine)) AND (archived_at IS NOT NULL) = ?4 AND (?5 = 0 OR mine)
    AND (name LIKE ?2 ESCAPE '\\' OR topic LIKE ?2 ESCAPE '\\' OR description LIKE ?2 ESCAPE '\\')
  ORDER BY ${ORDERS[sort]} LIMIT ${PAGE + 1} OFFSET ?3`;

type Cells = [
  id: string,
  name: string,
  kind: OpenRoom["kind"],
  topic: string | null,
  description: string | null,
  members: number,
  mine: 0 | 1,
];

/**
 * A page of the open rooms whose name, topic or description contains the query, of a guest's only; `archived`: of those
 * that nobody writes in any more, among them the closed ones that the caller is in.
 */
export async function browseRooms(
  { database }: Context,
  actor: Actor,
  { query, sort, archived, page }: BrowseRooms,
): Promise<{ rooms: OpenRoom[]; more: boolean }> {
  const args = [
    ...[actor.userId, containing(query), (page - 1) * PAGE],
    ...[Number(archived), Number(isGuest(actor))],
  ];
  const [rows = []] = await database.ask([{ sql: select(sort), args }], () => [
    "rooms",
    `user:${actor.userId}`,
  ]);
  const rooms = (rows as Cells[]).map(([id, name, kind, topic, description, members, mine]) => {
    return { id, name, kind, topic, description, archived, members, joined: mine === 1 };
  });
  return { rooms: rooms.slice(0, PAGE), more: rooms.length > PAGE };
}
