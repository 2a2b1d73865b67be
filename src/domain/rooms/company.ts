import type { Row, Statement } from "../../../db/protocol.ts";
import type { Member } from "../../lib/contract/objects.ts";
import { toTimeOrNull } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { fromCells, USER_CELLS, type UserCells } from "../users.ts";

/** Faces that a header has room for. */
const MAX_FACES = 4;
/** Members that a pane names; of more one searches. */
const MAX_NAMED = 100;

type Face = { userId: string; displayName: string; avatarUrl: string | null };
/** Who is in a room, at a glance. */
export type Company = { count: number; faces: Face[] };

const COMPANY = `
  SELECT (SELECT count(*) FROM memberships WHERE room_id = ?1),
    (SELECT json_group_array(json_array(id, display_name, avatar_url)) FROM (
      SELECT u.id, u.display_name, u.avatar_url FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.room_id = ?1 ORDER BY m.user_id LIMIT ${MAX_FACES}))`;

export const companyStatement = (roomId: string): Statement => ({ sql: COMPANY, args: [roomId] });

type FaceCells = [userId: string, displayName: string, avatarUrl: string | null];

export function toCompany(rows: Row[] | undefined): Company {
  const [count = 0, faces = "[]"] = rows?.[0] ?? [];
  return {
    count: Number(count),
    faces: (JSON.parse(String(faces)) as FaceCells[]).map(([userId, displayName, avatarUrl]) => {
      return { userId, displayName, avatarUrl };
    }),
  };
}

const NAMED = `
  SELECT json_group_array(json_array(membership, last_seen_at, ${USER_CELLS})) FROM (
    SELECT u.*, m.role AS membership
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.room_id = ?1 AND (?2 = '' OR instr(lower(u.username), ?2) OR instr(lower(u.display_name), ?2))
    ORDER BY m.role = 'member', u.username LIMIT ${MAX_NAMED}) u`;

type NamedCells = [membershipRole: Member["membershipRole"], lastSeenAt: number | null, ...user: UserCells];

/** Members whose names contain `query`, owners first, then by username: at most a hundred. */
export async function findMembers(
  { database, access, online }: Context,
  actor: Actor,
  roomId: string,
  query: string,
): Promise<{ members: Member[]; company: Company }> {
  await access.standing(actor, roomId);
  const statements = [companyStatement(roomId), { sql: NAMED, args: [roomId, query.toLowerCase()] }];
  const [company, rows] = await database.ask(statements, () => [`room:${roomId}`, `user:${actor.userId}`]);
  return { company: toCompany(company), members: toMembers(rows, online) };
}

function toMembers(rows: Row[] | undefined, online: Context["online"]): Member[] {
  const found = cellsOf<NamedCells>(rows).toSorted(byRank);
  const connected = online(found.map(([, , id]) => id));
  return found.map(([membershipRole, lastSeenAt, ...user]) => ({
    ...fromCells(user),
    membershipRole,
    online: connected.has(user[0]),
    lastSeenAt: toTimeOrNull(lastSeenAt),
  }));
}

/** The order of the statement, of which an aggregate promises nothing. */
const byRank = ([roleOfA, , , a]: NamedCells, [roleOfB, , , b]: NamedCells): number =>
  Number(roleOfA === "member") - Number(roleOfB === "member") || (a < b ? -1 : Number(a > b));
