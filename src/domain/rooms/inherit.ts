import { sql } from "drizzle-orm";
import type { RoomKind } from "../../lib/contract/objects.ts";
import type { Context } from "../context.ts";
import { type Author, noteOf, type Noted } from "./note.ts";

type Heirs = [userId: string][];

/** Those who come in before those who are kept out, residents before guests, moderators before members, and by time. */
const BY_RANK = sql.raw(
  "u.banned_at IS NOT NULL, u.role IN ('guest', 'bot'), m.role <> 'owner', m.role = 'member', m.joined_at, m.user_id",
);
const membersOf = (roomId: string) =>
  sql`FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.room_id = ${roomId}`;

/** Whoever is the first of a room that has no owner who may come in takes that place. */
const inherit = (roomId: string) => sql`
  UPDATE memberships SET role = 'owner' WHERE room_id = ${roomId} AND role <> 'owner'
  AND user_id = (SELECT m.user_id ${membersOf(roomId)} ORDER BY ${BY_RANK} LIMIT 1)
  AND NOT EXISTS (SELECT 1 ${membersOf(roomId)} AND m.role = 'owner' AND u.banned_at IS NULL)
  RETURNING user_id`;
const said = (roomId: string) => sql`(
  SELECT json_object('role', 'owner', 'userId', u.id, 'displayName', u.display_name) ${membersOf(roomId)}
  ORDER BY ${BY_RANK} LIMIT 1)`;

/**
 * Gives a room an owner in place of the last one, who goes: two statements that stand in the transaction in which they do,
 * and `tell`, which takes what these returned. Where there is another owner nothing happens.
 */
export function inheriting(context: Context, author: Author, room: { id: string; kind: RoomKind }) {
  const { database, events } = context;
  const note = noteOf(context, author, room, said(room.id));
  const tell = ([heir]: Heirs, noted: Noted): void => {
    if (heir) events.emit({ type: "role_changed", roomId: room.id, userId: heir[0], role: "owner" });
    note.tell(noted);
  };
  return {
    statements: [database.writing.all<Heirs[number]>(inherit(room.id)), note.statement] as const,
    tell,
  };
}
