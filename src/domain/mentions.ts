import type { MentionsQuery } from "../lib/contract/inputs.ts";
import type { Absent, MentionPage, RoomKind } from "../lib/contract/objects.ts";
import type { Actor } from "./actor.ts";
import { cellsOf } from "./cells.ts";
import type { Context } from "./context.ts";
import { MESSAGE_CELLS, type MessageCells, toMessage, toMessageRow } from "./messages/message.ts";
import { READ_IN_PLACE } from "./threads/unread.ts";
import { fromCells, knownTo, USER_CELLS, type UserCells } from "./users.ts";

/** Those of rooms that the reader is in, newest first: ids of messages ascend with time. */
const LIST = `
  SELECT json_group_array(json_array(m.room_id, r.kind, m.sequence > m.read_up_to, ${MESSAGE_CELLS})) FROM (
    SELECT m.*, ${READ_IN_PLACE} AS read_up_to FROM mentions n
    JOIN memberships p ON p.room_id = n.room_id AND p.user_id = n.user_id
    JOIN messages m ON m.room_id = n.room_id AND m.sequence = n.sequence
    WHERE n.user_id = ?1 AND m.id < ?2 AND m.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = n.user_id AND b.blocked_id = m.sender_id)
    ORDER BY m.id DESC LIMIT ?3) m
  JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.sender_id`;

/** Comes after every id. */
const END = "g";
type Cells = [roomId: string, kind: RoomKind, unread: number, message: MessageCells];

/** Messages that name the caller, the newest first, of the rooms that they are in now. */
export async function listMentions(
  { database, access }: Context,
  actor: Actor,
  { before = END, limit }: MentionsQuery,
): Promise<MentionPage> {
  const { roomIds } = await access.standings(actor.userId);
  const scopes = () => [`user:${actor.userId}`, ...roomIds.map((id) => `room:${id}`)];
  const [rows] = await database.ask([{ sql: LIST, args: [actor.userId, before, limit + 1] }], scopes);
  const found = cellsOf<Cells>(rows).toSorted(([, , , [a]], [, , , [b]]) => (a < b ? 1 : -1));
  const mentions = found.slice(0, limit).map(([roomId, kind, unread, cells]) => ({
    message: toMessage(toMessageRow(cells, roomId, kind)),
    unread: unread === 1,
  }));
  return { mentions, hasMore: found.length > limit };
}

const ABSENT = `
  SELECT ${USER_CELLS} FROM json_each(?1) named JOIN users u ON u.username = named.value
  WHERE NOT EXISTS (SELECT 1 FROM memberships p WHERE p.room_id = ?2 AND p.user_id = u.id)
    AND ${knownTo("?3", "?4")}
  ORDER BY named.key`;

/** Of people who are named in a room, those who are not in it: they hear nothing of it. Who is not known is left out. */
export async function absentFrom(
  { database, access }: Context,
  actor: Actor,
  roomId: string,
  usernames: string[],
): Promise<Absent> {
  const { kind } = await access.standing(actor, roomId);
  const args = [JSON.stringify(usernames), roomId, actor.userId, actor.role];
  const [rows = []] = await database.ask([{ sql: ABSENT, args }], () => [`room:${roomId}`, "users"]);
  return { absent: (rows as UserCells[]).map(fromCells), mayInvite: kind !== "direct" };
}
