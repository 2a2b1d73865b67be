import type { AuditQuery } from "../../lib/contract/inputs.ts";
import type { AuditEntry, AuditPage } from "../../lib/contract/objects.ts";
import { forbidden } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import { type Actor, isAdmin } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";

const PAGE = 50;

/** The newest first; of the action, the person acting, or what it was done to, where one is asked for. */
const LIST = `
  SELECT json_group_array(json_array(l.id, l.at, l.actor_id, a.username, l.action, l.subject_id, s.username, l.room_id, r.name,
    l.details)) FROM (
    SELECT * FROM audit_log WHERE id < ?1 AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR actor_id = ?3)
      AND (?4 IS NULL OR subject_id = ?4) ORDER BY id DESC LIMIT ?5) l
  LEFT JOIN users a ON a.id = l.actor_id LEFT JOIN users s ON s.id = l.subject_id LEFT JOIN rooms r ON r.id = l.room_id`;

type Cells = [
  ...[id: number, at: number, actorId: string, actorUsername: string | null, action: string],
  ...[subjectId: string | null, subjectUsername: string | null],
  ...[roomId: string | null, roomName: string | null, details: string],
];

/** Who looks after the place; all others are refused. */
export function administrator(actor: Actor): Actor {
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins may do this.");
  return actor;
}

/** What privilege was used for. Entries are only ever added: triggers refuse all else. */
export async function listAudit(
  { database }: Context,
  actor: Actor,
  { before, action, actorId, subjectId }: AuditQuery,
): Promise<AuditPage> {
  administrator(actor);
  const args = [
    before ?? Number.MAX_SAFE_INTEGER,
    action ?? null,
    actorId ?? null,
    subjectId ?? null,
    PAGE + 1,
  ];
  const [rows] = await database.ask([{ sql: LIST, args }]);
  const found = cellsOf<Cells>(rows).toSorted(([a], [b]) => b - a);
  return { entries: found.slice(0, PAGE).map(toEntry), hasMore: found.length > PAGE };
}

const toEntry = (cells: Cells): AuditEntry => ({
  id: cells[0],
  at: toTime(cells[1]),
  actorId: cells[2],
  actorUsername: cells[3],
  action: cells[4],
  subjectId: cells[5],
  subjectUsername: cells[6],
  roomId: cells[7],
  roomName: cells[8],
  details: JSON.parse(cells[9]) as AuditEntry["details"],
});
