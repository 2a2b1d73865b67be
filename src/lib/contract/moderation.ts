/** What those see who look after a place (docs/protocol.md); a part of objects.ts. */
import { z } from "zod";
import { id, time } from "./basics.ts";

const named = z.object({ id, username: z.string(), displayName: z.string() });
/** A message that one of its readers asks to be looked at. `content` is what it said then. */
export const report = z.object({
  id,
  messageId: id,
  roomId: id,
  roomName: z.string().nullable(),
  sequence: z.int(),
  /** Whether the message is gone meanwhile. */
  deleted: z.boolean(),
  sender: named,
  reporter: named,
  reason: z.string(),
  content: z.string(),
  createdAt: time,
  resolvedAt: time.nullable(),
  resolvedBy: id.nullable(),
  outcome: z.enum(["dismissed", "acted"]).nullable(),
});
/** What a deleted message said, for an admin's audit. */
export const deletedMessage = z.object({
  id,
  roomId: id,
  senderId: id,
  senderUsername: z.string(),
  deletedAt: time,
  deletedBy: id.nullable(),
  content: z.string(),
});
export const reportPage = z.object({ reports: z.array(report), hasMore: z.boolean() });
/** What privilege is used for, as `noun.verb`. */
export type AuditAction =
  | "emoji.add"
  | "emoji.remove"
  | "installation.update"
  | "invitation.make"
  | "invitation.revoke"
  | "membership.remove"
  | "membership.role"
  | "message.delete"
  | "message.read_deleted"
  | "poll.close"
  | "report.resolve"
  | "room.archive"
  | "room.restore"
  | "room.update"
  | "user.ban"
  | "user.role"
  | "user.silence"
  | "user.unban"
  | "user.unsilence"
  | "user.warn"
  | "user.wipe";
/** What somebody with privilege did. Names are those of now, null where there is nobody and nothing of that id any more. */
export const auditEntry = z.object({
  id: z.int(),
  at: time,
  actorId: id,
  actorUsername: z.string().nullable(),
  /** An `AuditAction`, or what a newer version does. */
  action: z.string(),
  subjectId: z.string().nullable(),
  subjectUsername: z.string().nullable(),
  roomId: id.nullable(),
  roomName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const auditPage = z.object({ entries: z.array(auditEntry), hasMore: z.boolean() });

export type Report = z.infer<typeof report>;
export type DeletedMessage = z.infer<typeof deletedMessage>;
export type ReportPage = z.infer<typeof reportPage>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;
