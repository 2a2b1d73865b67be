import type { Row } from "../../../db/protocol.ts";
import { excerptOf } from "../../lib/excerpt.ts";
import type { Named } from "../../lib/letter.ts";
import type { OutgoingMail } from "../../lib/mail/mail.ts";
import { DAY, HOUR } from "../../lib/time.ts";
import { isQuiet } from "../../lib/quiet-hours.ts";
import { readPreferences } from "../accounts/preferences.ts";
import type { Context } from "../context.ts";
import { placeName } from "../installation.ts";
import { LEVEL, NOW, READ_UP_TO } from "../notifications/level.ts";
import type { Composed } from "./compose.ts";
import { languageOf, orderMail } from "./order.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";

/** Milliseconds: for which a mention waits unread before it is worth a mail, after which it is none any more, and between two mails. */
const UNREAD_FOR = 3 * HOUR;
const OLD = 7 * DAY;
const APART = DAY;
/** People looked at by one statement. */
const SLICE = 500;
/** Mentions that a mail names, and code points of each. */
const MAX_NAMED = 20;
const MAX_EXCERPT = 200;
/** Beyond this nobody counts. */
const MAX_COUNTED = 200;

/** What `u` was called in, may still read, has read neither in the room nor in its thread, and wants to be told of. */
const UNREAD = `
  FROM mentions n JOIN memberships p ON p.user_id = n.user_id AND p.room_id = n.room_id AND n.sequence > p.last_read_sequence
  JOIN rooms r ON r.id = n.room_id
  JOIN messages m ON m.room_id = n.room_id AND m.sequence = n.sequence AND m.deleted_at IS NULL
    AND coalesce(m.expires_at > ${NOW}, 1) AND m.created_at > ${NOW} - ${OLD}
  WHERE n.user_id = u.id AND n.sequence > ${READ_UP_TO} AND ${LEVEL} IN ('everything', 'mentions')
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = u.id AND b.blocked_id = m.sender_id)`;
const SLICE_OF = `SELECT * FROM users WHERE id > ?1 ORDER BY id LIMIT ${SLICE}`;
const DUE = `
  SELECT u.id, u.email, u.preferences FROM (${SLICE_OF}) u
  WHERE u.email_verified_at IS NOT NULL AND u.banned_at IS NULL AND coalesce(u.digested_at <= ${NOW} - ${APART}, 1)
    AND EXISTS (SELECT 1 ${UNREAD} AND m.created_at <= ${NOW} - ${UNREAD_FOR}
      AND m.created_at > coalesce(u.digested_at, 0) - ${UNREAD_FOR})`;
const LAST_OF = `SELECT max(id) FROM (${SLICE_OF})`;
const DIGESTED = `
  UPDATE users SET digested_at = ${NOW} WHERE id = ?1 AND coalesce(digested_at <= ${NOW} - ${APART}, 1)`;

/** Orders a mail for everybody who was called hours ago and has not looked: one a day at most, however many nodes ask. */
export async function orderDigests(context: Context): Promise<void> {
  if (!context.mail.on) return;
  for (let after: string | undefined = ""; after !== undefined;) {
    const statements = [DUE, LAST_OF].map((sql) => ({ sql, args: [after ?? ""] }));
    const [due = [], last] = await context.database.ask(statements);
    for (const row of due) await orderDigest(context, row);
    after = (last?.[0]?.[0] ?? undefined) as string | undefined;
  }
}

async function orderDigest(context: Context, [id, email, preferences]: Row): Promise<void> {
  const wanted = readPreferences(String(preferences));
  if (wanted.digest === "off" || isQuiet(wanted, Date.now())) return;
  const userId = String(id);
  const day = Math.floor(Date.now() / DAY);
  const order = orderMail(context, {
    kind: "digest",
    recipient: String(email),
    language: languageOf(wanted),
    onceKey: `digest ${userId} ${day}`,
  }).toSQL();
  await context.database.writer.write([
    { sql: order.sql, args: order.params as string[] },
    { sql: DIGESTED, args: [userId] },
  ]);
  context.mail.ordered();
}

const PERSON = `
  SELECT id, display_name, preferences FROM users WHERE email = ?1 AND email_verified_at IS NOT NULL AND banned_at IS NULL`;
const NAMED = `
  SELECT (SELECT display_name FROM users WHERE id = m.sender_id), r.name, m.content, r.id, m.sequence, m.id
  ${UNREAD.replace("FROM mentions n", "FROM users u JOIN mentions n ON n.user_id = u.id")} AND u.id = ?1
  ORDER BY m.created_at DESC LIMIT ${MAX_COUNTED}`;

/** What is unread now, the newest first; undefined where they have read it all, or want no such mail any more. */
export async function composeDigest(context: Context, { to }: OutgoingMail): Promise<Composed | undefined> {
  const { database, mail } = context;
  const [[person] = []] = await database.ask([{ sql: PERSON, args: [to] }]);
  if (!person) return undefined;
  const [userId, name] = [String(person[0]), String(person[1])];
  const preferences = readPreferences(String(person[2]));
  if (preferences.digest === "off") return undefined;
  const [rows = []] = await database.ask([{ sql: NAMED, args: [userId] }]);
  if (rows.length === 0) return undefined;
  const excerpts = preferences.digest === "excerpts";
  const stop = unsubscribeUrl(context, userId);
  return {
    letter: {
      ...{ kind: "digest" as const, place: await placeName(context), name, url: `${mail.origin}/unread` },
      ...{
        named: rows.slice(0, MAX_NAMED).map((row) => toNamed(mail.origin, row, excerpts)),
        settingsUrl: stop,
      },
      more: Math.max(0, rows.length - MAX_NAMED),
    },
    language: languageOf(preferences),
    // RFC 8058: one click in the mail program, without a page of ours.
    headers: { "List-Unsubscribe": `<${stop}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

const toNamed = (origin: string, row: Row, excerpts: boolean): Named => {
  const [sender, room, content, roomId, sequence, messageId] = row;
  return {
    sender: String(sender),
    room: room as string | null,
    excerpt: excerpts ? excerptOf(String(content), MAX_EXCERPT) || null : null,
    url: `${origin}/rooms/${String(roomId)}?at=${Number(sequence)}#message-${String(messageId)}`,
  };
};
