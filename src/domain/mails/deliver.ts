import type { Row } from "../../../db/protocol.ts";
import type { OutgoingMail } from "../../lib/mail/mail.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../lib/time.ts";
import type { Context } from "../context.ts";
import { NOW } from "../notifications/level.ts";
import type { MailKind } from "./order.ts";

/** Mails taken at once. */
const MAX_TAKEN = 16;
/** Milliseconds for which who took a mail has it alone: longer than handing over all that were taken can last. */
const LEASE = 10 * MINUTE;
/** Tries, and milliseconds before the second; each further one waits four times as long: three hours in all. */
const MAX_ATTEMPTS = 6;
const FIRST_RETRY = 30 * SECOND;
/** Milliseconds after which it is too late for one: a link to a new password would be worth nothing. */
const TOO_LATE: Partial<Record<MailKind, number>> = { reset: 30 * MINUTE };
/** For any: a node that was away for long must not send what nobody waits for. */
const STALE = DAY;

/** What a row says of itself from when its mail is handed over until somebody says what became of it. */
const HANDED = "handed";

/** A mail that one node has for itself. `attempt`: the fence by which a node that was away too long finds that it has it no more. */
export type TakenMail = {
  mail: OutgoingMail;
  kind: MailKind;
  attempt: number;
  /** Milliseconds since 1970. */
  createdAt: number;
};

/** What became of it. `shown`: it went nowhere, and a page is to show what it says. */
export type Outcome =
  | { result: "sent"; shown?: boolean }
  | { result: "later"; reason: string; wait?: number | undefined }
  | { result: "failed" | "unknown"; reason: string };

const NEXT = `SELECT min(due_at) - ${NOW} FROM mails`;
const WIPED = "plain = NULL, html = NULL, headers = '{}'";
/** The node died, or was away for too long, between the first byte and the answer. It may have been sent: it is not again. */
const LOST = `
  UPDATE mails SET due_at = NULL, failure = 'unanswered', ${WIPED} WHERE due_at <= ${NOW} AND failure = '${HANDED}'`;
const STALE_ONES = `
  UPDATE mails SET due_at = NULL, failure = coalesce(failure, 'too late'), ${WIPED}
  WHERE due_at <= ${NOW} AND created_at < ${NOW} - ${STALE}`;
const TAKE = `
  UPDATE mails SET due_at = ${NOW} + ${LEASE}, attempts = attempts + 1
  WHERE id IN (SELECT id FROM mails WHERE due_at <= ${NOW} ORDER BY due_at LIMIT ${MAX_TAKEN})
  RETURNING id, kind, recipient, subject, plain, html, headers, attempts, created_at`;
/** Still this node's. */
const OURS = "id = ?1 AND attempts = ?2 AND due_at IS NOT NULL";
const HANDING = `UPDATE mails SET failure = '${HANDED}' WHERE ${OURS} RETURNING id`;
/** Whoever knows what became of it is right, also after others gave it up. */
const SENT = `UPDATE mails SET due_at = NULL, sent_at = ${NOW}, failure = NULL, ${WIPED} WHERE id = ?1`;
const KEPT = `UPDATE mails SET due_at = NULL, sent_at = ${NOW}, failure = NULL WHERE id = ?1`;
const LATER = `UPDATE mails SET due_at = ${NOW} + ?3, failure = ?4 WHERE ${OURS}`;
const ENDED = `UPDATE mails SET due_at = NULL, failure = ?3, ${WIPED} WHERE ${OURS}`;

/** Milliseconds until a mail is due, below 0 where one is; undefined where none waits. */
export async function nextMailDue({ database }: Context): Promise<number | undefined> {
  const [rows] = await database.ask([{ sql: NEXT, args: [] }]);
  const next = rows?.[0]?.[0];
  return next == null ? undefined : Number(next);
}

/** Takes what is due, for this node alone for a while. */
export async function takeMails({ database }: Context): Promise<TakenMail[]> {
  const statements = [LOST, STALE_ONES, TAKE].map((sql) => ({ sql, args: [] }));
  const [, , rows = []] = await database.writer.write(statements);
  return rows.map(toTaken);
}

/** Notes that from now on nobody can say whether it was sent. Throws where another node has it meanwhile. */
export async function markHanding({ database }: Context, { mail, attempt }: TakenMail): Promise<void> {
  const [rows] = await database.writer.write([{ sql: HANDING, args: [mail.id, attempt] }]);
  if (!rows?.length) throw new Error("this mail is another node's by now");
}

/** Stores what became of a mail. What it said goes, unless it is tried again or shown. */
export async function settleMail({ database }: Context, taken: TakenMail, outcome: Outcome): Promise<void> {
  const { id } = taken.mail;
  if (outcome.result === "sent") {
    await database.writer.write([{ sql: outcome.shown ? KEPT : SENT, args: [id] }]);
    return;
  }
  const again = outcome.result === "later" && taken.attempt < MAX_ATTEMPTS;
  const wait = again ? waitFor(taken, outcome.wait) : Infinity;
  const late = Date.now() + wait > taken.createdAt + (TOO_LATE[taken.kind] ?? STALE);
  const statement = late
    ? { sql: ENDED, args: [id, taken.attempt, outcome.reason] }
    : { sql: LATER, args: [id, taken.attempt, wait, outcome.reason] };
  await database.writer.write([statement]);
}

function waitFor({ attempt }: TakenMail, asked = 0): number {
  const backoff = FIRST_RETRY * 4 ** (attempt - 1) * (0.75 + Math.random() / 2);
  return Math.round(Math.min(Math.max(asked, backoff), 3 * HOUR));
}

function toTaken(row: Row): TakenMail {
  const [id, kind, to, subject, plain, html, headers, attempt, createdAt] = row;
  return {
    mail: {
      id: String(id),
      to: String(to),
      subject: String(subject),
      plain: (plain ?? "") as string,
      html: (html ?? "") as string,
      headers: JSON.parse(String(headers)) as Record<string, string>,
    },
    kind: kind as MailKind,
    attempt: Number(attempt),
    createdAt: Number(createdAt),
  };
}
