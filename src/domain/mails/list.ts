import { desc, sql } from "drizzle-orm";
import { mails } from "../../../db/schema/index.ts";
import type { Mail } from "../../lib/contract/entrance.ts";
import { forbidden } from "../../lib/errors.ts";
import { toTime, toTimeOrNull } from "../../lib/time.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";
import type { MailKind } from "./order.ts";

/** Mails listed at most, the newest first. */
const MAX_LISTED = 100;

/** What was sent to whom, and what became of it: for the owner and admins, and never what it said. */
export async function listMails({ database }: Context, actor: Actor): Promise<Mail[]> {
  if (!isAdmin(actor)) throw forbidden("Only the owner and admins may do this.");
  const { id, kind, recipient, attempts, dueAt, sentAt, failure, createdAt } = mails;
  const rows = await database.primary
    .select({ id, kind, recipient, attempts, dueAt, sentAt, failure, createdAt })
    .from(mails)
    // What is asked of an address tells whether it has an account once it is written: before that it is not shown.
    .where(sql`${mails.subject} <> ''`)
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(MAX_LISTED);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as MailKind,
    recipient: row.recipient,
    state: row.sentAt !== null ? "sent" : row.dueAt !== null ? "waiting" : "failed",
    attempts: row.attempts,
    failure: row.failure,
    createdAt: toTime(row.createdAt),
    sentAt: toTimeOrNull(row.sentAt),
  }));
}

/** What the mails said that a page shows in place of a server: where there is no way for them but that, and for the owner. */
export async function readOutbox({ database }: Context, actor: Actor): Promise<Map<string, string>> {
  if (actor.role !== "owner") return new Map();
  const { id, subject, plain } = mails;
  const rows = await database.primary
    .select({ id, subject, plain })
    .from(mails)
    .orderBy(desc(mails.createdAt), desc(id))
    .limit(MAX_LISTED);
  return new Map(
    rows.flatMap((row) => (row.plain ? [[row.id, `${row.subject}\n\n${row.plain}`] as const] : [])),
  );
}
