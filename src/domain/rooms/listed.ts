import type { Row, Statement } from "../../../db/protocol.ts";
import type { Involvement, Membership, RoomKind, User } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import { fromCells, USER_CELLS, type UserCells } from "../users.ts";
import { SETTINGS_CELLS, type Settings, type SettingsCells, toSettings } from "./room.ts";
import { countedByThread } from "../threads/unread.ts";

/** Rooms listed at most. */
export const MAX_LISTED = 1000;

type State = Pick<User, "status" | "doNotDisturbUntil">;

/** A room as its member sees it: `title` names it, a direct one by its people. */
export type ListedRoom = {
  id: string;
  kind: RoomKind;
  title: string;
  topic: string | null;
  /** Milliseconds since 1970, like `starredAt`. */
  createdAt: number;
  revision: number;
  lastSequence: number;
  lastReadSequence: number;
  /** Replies that stand in their threads alone are left out. */
  unreadCount: number;
  /** Of the unread ones those that name the member; in a thread that they follow it counts them. */
  mentionCount: number;
  involvement: Involvement | null;
  starredAt: number | null;
  position: number | null;
  role: Membership["role"];
  settings: Settings;
  /** Until when the member wants to hear nothing of it: milliseconds since 1970. */
  quietUntil: number | null;
  otherUserIds: string[];
  /** The picture of the one other person in a direct room, where there is one; and how they are. */
  avatarUrl: string | null;
  /** Of a direct room of several: the first of the others. */
  faces: { userId: string; displayName: string; avatarUrl: string | null }[];
} & State;

/** Faces that stand one upon the other. */
const MAX_FACES = 2;

const CELLS = `r.id, kind, name, topic, r.created_at, revision, last_sequence, role, last_read_sequence,
    last_delivered_sequence, joined_at, involvement, starred_at, position, (
      SELECT count(*) FROM mentions named
      WHERE named.user_id = ?1 AND named.room_id = r.id AND named.sequence > last_read_sequence
        AND NOT ${countedByThread("named")}),
    (SELECT count(*) FROM messages reply WHERE reply.room_id = r.id AND reply.sequence > last_read_sequence
      AND reply.thread_root_id IS NOT NULL AND reply.also_in_room = 0),
    quiet_until, ${SETTINGS_CELLS}`;
/** When something last happened in it. */
const MOVED = `coalesce((
      SELECT created_at FROM messages WHERE room_id = r.id AND sequence = r.last_sequence), r.created_at)`;
const MINE = "FROM memberships mine JOIN rooms r ON r.id = mine.room_id WHERE mine.user_id = ?1";

/** The rooms of `?1`. */
const ALL = `SELECT json_group_array(json_array(${CELLS}, ${MOVED})) ${MINE}`;
/** Of more than are listed those that moved last, for which SQLite has to sort them: that takes half as long again. */
const NEWEST = `
  SELECT json_group_array(json_array(${CELLS}, moved)) FROM (
    SELECT r.*, mine.*, ${MOVED} AS moved ${MINE} ORDER BY moved DESC LIMIT ${MAX_LISTED}) r`;

export type RoomCells = [
  id: string,
  kind: RoomKind,
  name: string | null,
  topic: string | null,
  createdAt: number,
  revision: number,
  lastSequence: number,
  role: Membership["role"],
  lastReadSequence: number,
  lastDeliveredSequence: number,
  joinedAt: number,
  involvement: Involvement | null,
  starredAt: number | null,
  position: number | null,
  mentionCount: number,
  unreadReplies: number,
  quietUntil: number | null,
  settings: SettingsCells,
  moved: number,
];

/** Who else is in the direct ones. */
const OTHERS = `
  SELECT json_group_array(json_array(other.room_id, ${USER_CELLS}))
  FROM memberships mine JOIN rooms r ON r.id = mine.room_id AND r.kind = 'direct'
  JOIN memberships other ON other.room_id = r.id AND other.user_id <> mine.user_id
  JOIN users u ON u.id = other.user_id WHERE mine.user_id = ?1`;

type OtherCells = [roomId: string, ...user: UserCells];

/** What is asked about somebody's rooms, of which there are about so many; `toListed` takes the answers. */
export const listedStatements = ({ userId }: Actor, count: number): [rooms: Statement, others: Statement] => [
  { sql: count < MAX_LISTED ? ALL : NEWEST, args: [userId] },
  { sql: OTHERS, args: [userId] },
];

/** The rooms, the one that moved last first, each with the cells that it was made of. */
export function toListed(
  actor: Actor,
  rooms: Row[] | undefined,
  others: Row[] | undefined,
): { room: ListedRoom; cells: RoomCells }[] {
  const people = Map.groupBy(cellsOf<OtherCells>(others).toSorted(byName), ([roomId]) => roomId);
  return cellsOf<RoomCells>(rooms)
    .toSorted((a, b) => b[18] - a[18])
    .map((cells) => ({ room: toRoom(actor, cells, people.get(cells[0]) ?? []), cells }));
}

const toFace = ([, userId, , displayName, avatarUrl]: OtherCells) => ({ userId, displayName, avatarUrl });

const byName = ([, , , a]: OtherCells, [, , , b]: OtherCells): number => (a < b ? -1 : Number(a > b));

/** How the one other person is. */
function stateOf([, ...user]: OtherCells): State {
  const { status, doNotDisturbUntil } = fromCells(user);
  return { ...(status && { status }), ...(doNotDisturbUntil && { doNotDisturbUntil }) };
}

function toRoom(actor: Actor, cells: RoomCells, others: OtherCells[]): ListedRoom {
  const [id, kind, name, topic, createdAt, revision, lastSequence, role, lastReadSequence, , , ...rest] =
    cells;
  const [involvement, starredAt, position, mentionCount, unreadReplies, quietUntil, settings] = rest;
  return {
    id,
    kind,
    title: name ?? (others.map(([, , , displayName]) => displayName).join(", ") || actor.displayName),
    topic,
    createdAt,
    revision,
    lastSequence,
    lastReadSequence,
    unreadCount: Math.max(0, lastSequence - lastReadSequence - unreadReplies),
    mentionCount,
    involvement,
    starredAt,
    position,
    role,
    quietUntil,
    settings: toSettings(settings),
    otherUserIds: others.map(([, userId]) => userId),
    avatarUrl: (others.length === 1 && others[0]?.[4]) || null,
    faces: others.length > 1 ? others.slice(0, MAX_FACES).map(toFace) : [],
    ...(others.length === 1 && others[0] && stateOf(others[0])),
  };
}
