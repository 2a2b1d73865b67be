import { type SQL, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import type { AuditAction } from "../../lib/contract/moderation.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

export type AuditEntry = {
  action: AuditAction;
  /** Whom or what it was done to. */
  subjectId?: string | undefined;
  roomId?: string | undefined;
  /** No secret, and no content of a message. */
  details?: Record<string, string | number | boolean | null>;
};

/**
 * Puts a privileged act on record: to be stored in the transaction of the act itself, so that none is without the
 * other. `where`: only if the act comes to something.
 */
export const audit = (
  { database: { writing } }: Context,
  actor: Pick<Actor, "userId">,
  { action, subjectId, roomId, details = {} }: AuditEntry,
  where: SQL = sql`1`,
) =>
  writing.run(sql`
    INSERT INTO audit_log (at, actor_id, action, subject_id, room_id, details)
    SELECT ${databaseNow}, ${actor.userId}, ${action}, ${subjectId ?? null}, ${roomId ?? null}, ${JSON.stringify(details)}
    WHERE ${where}`);
