import { and, eq, isNull, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { reports } from "../../../db/schema/index.ts";
import type { ReportsQuery, ResolveReport } from "../../lib/contract/inputs.ts";
import type { Report, ReportPage } from "../../lib/contract/objects.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";
import { type Actor, isAdmin } from "../actor.ts";
import { cellsOf } from "../cells.ts";
import type { Context } from "../context.ts";
import { getSaid } from "../messages/read.ts";
import { audit, type AuditEntry } from "./audit.ts";

/**
 * Asks whoever looks after a room to look at a message of it. What it says is kept as it is now, since it may be edited or
 * deleted. Who reports twice has reported once.
 */
export async function reportMessage(
  context: Context,
  actor: Actor,
  messageId: string,
  { reason }: { reason: string },
): Promise<void> {
  const message = await getSaid(context, actor, messageId);
  if (message.senderId === actor.userId) throw conflict("This message is yours: you can delete it.");
  await context.limits.take("reports", actor.userId);
  await context.database.writing
    .insert(reports)
    .values({
      ...{ id: Bun.randomUUIDv7(), messageId, roomId: message.roomId, reporterId: actor.userId },
      ...{ reason, content: message.content, createdAt: Date.now() },
    })
    .onConflictDoNothing();
}

/**
 * Reports are for those who look after the room (its owners and moderators), and for the place's admins: all others find
 * none. A direct room has nobody who looks after it but the admins.
 */
const MINE = `(?1 OR (r.kind <> 'direct' AND EXISTS (SELECT 1 FROM memberships mine
  WHERE mine.room_id = r.id AND mine.user_id = ?2 AND mine.role <> 'member')))`;
const FROM = `FROM reports p JOIN rooms r ON r.id = p.room_id JOIN messages m ON m.id = p.message_id
  JOIN users sender ON sender.id = m.sender_id JOIN users reporter ON reporter.id = p.reporter_id`;
const CELLS = `json_array(p.id, p.message_id, p.room_id, r.name, m.sequence, m.deleted_at, sender.id, sender.username,
  sender.display_name, reporter.id, reporter.username, reporter.display_name, p.reason,
  iif(?1 OR m.deleted_at IS NULL, p.content, ''), p.created_at,
  p.resolved_at, p.resolved_by, p.outcome)`;
/** By id, which ascends with time. */
const LIST = `SELECT json_group_array(${CELLS}) FROM (
    SELECT p.* FROM reports p JOIN rooms r ON r.id = p.room_id WHERE ${MINE}
      AND (p.resolved_at IS NOT NULL) = ?3 AND (?4 IS NULL OR p.room_id = ?4) AND p.id < ?5 ORDER BY p.id DESC LIMIT ?6) p
  ${FROM.replace("FROM reports p", "")}`;

type Cells = [
  ...[id: string, messageId: string, roomId: string, roomName: string | null],
  ...[sequence: number, deletedAt: number | null],
  ...[senderId: string, senderUsername: string, senderDisplayName: string],
  ...[reporterId: string, reporterUsername: string, reporterDisplayName: string],
  ...[reason: string, content: string, createdAt: number],
  ...[resolvedAt: number | null, resolvedBy: string | null, outcome: Report["outcome"]],
];

const PAGE = 30;
/** Above every id. */
const LAST = "~";

/** The newest first. */
export async function listReports(
  { database }: Context,
  actor: Actor,
  { state, roomId, before }: ReportsQuery,
): Promise<ReportPage> {
  const resolved = Number(state === "resolved");
  const args = [Number(isAdmin(actor)), actor.userId, resolved, roomId ?? null, before ?? LAST, PAGE + 1];
  const [rows] = await database.ask([{ sql: LIST, args }]);
  const found = cellsOf<Cells>(rows).toSorted(([a], [b]) => (a < b ? 1 : -1));
  return { reports: found.slice(0, PAGE).map(toReport), hasMore: found.length > PAGE };
}

const FIND = `SELECT ${CELLS} ${FROM} WHERE p.id = ?3 AND ${MINE}`;

export async function getReport({ database }: Context, actor: Actor, reportId: string): Promise<Report> {
  const [[found] = []] = await database.ask([
    { sql: FIND, args: [Number(isAdmin(actor)), actor.userId, reportId] },
  ]);
  if (!found) throw notFound("report");
  return toReport(JSON.parse(String(found[0])) as Cells);
}

/** Says what was done about it. Of two who decide at once the first one counts. */
export async function resolveReport(
  context: Context,
  actor: Actor,
  reportId: string,
  { outcome }: ResolveReport,
): Promise<Report> {
  const report = await getReport(context, actor, reportId);
  const { writing } = context.database;
  const entry: AuditEntry = {
    action: "report.resolve",
    subjectId: report.sender.id,
    roomId: report.roomId,
    details: { reportId, outcome },
  };
  const isOpen = sql`EXISTS (SELECT 1 FROM reports WHERE id = ${reportId} AND resolved_at IS NULL)`;
  const [, resolved] = await writing.batch([
    audit(context, actor, entry, isOpen),
    writing
      .update(reports)
      .set({ resolvedAt: databaseNow, resolvedBy: actor.userId, outcome })
      .where(and(eq(reports.id, reportId), isNull(reports.resolvedAt)))
      .returning({ id: reports.id }),
  ]);
  if (resolved.length === 0) throw conflict("Somebody has decided on this report already.");
  return getReport(context, actor, reportId);
}

const toReport = (cells: Cells): Report => ({
  id: cells[0],
  messageId: cells[1],
  roomId: cells[2],
  roomName: cells[3],
  sequence: cells[4],
  deleted: cells[5] !== null,
  sender: { id: cells[6], username: cells[7], displayName: cells[8] },
  reporter: { id: cells[9], username: cells[10], displayName: cells[11] },
  reason: cells[12],
  content: cells[13],
  createdAt: toTime(cells[14]),
  resolvedAt: toTimeOrNull(cells[15]),
  resolvedBy: cells[16],
  outcome: cells[17],
});
