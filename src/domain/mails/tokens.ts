import { emailTokens } from "../../../db/schema/index.ts";
import { databaseNow } from "../../../db/now.ts";
import { type SQL, sql } from "drizzle-orm";
import { DAY, MINUTE } from "../../lib/time.ts";
import { hashToken, newSecret } from "../accounts/tokens.ts";
import type { Context } from "../context.ts";

/** Milliseconds. */
const LIFE = { verify: 7 * DAY, reset: 30 * MINUTE };

/** A link that shows that mail to an address reaches its reader: its secret, and the statement that keeps its hash. */
export function newEmailToken(
  { database: { writing } }: Context,
  { userId, email, purpose }: { userId: string; email: string; purpose: "verify" | "reset" },
) {
  const token = newSecret();
  const statement = writing.insert(emailTokens).values({
    ...{ tokenHash: hashToken(token), userId, purpose, email },
    ...{ createdAt: databaseNow, expiresAt: sql`${databaseNow} + ${LIFE[purpose]}` },
  });
  return { token, statement };
}

/** Whose link it is, as long as it is good: for the one address that it went to, and somebody who may come in. As SQL. */
export const ownerOfToken = (tokenHash: string, purpose: "verify" | "reset") => sql`(
  SELECT person.id FROM email_tokens token JOIN users person ON person.id = token.user_id AND person.email = token.email
  WHERE token.token_hash = ${tokenHash} AND token.purpose = ${purpose} AND token.used_at IS NULL
    AND token.expires_at > ${databaseNow} AND person.banned_at IS NULL)`;

/** The statement by which links to a new password that somebody was mailed are worth nothing any more. */
export const spendResets = ({ database: { writing } }: Context, userId: SQL, where: SQL = sql`1`) =>
  writing.run(sql`
    UPDATE email_tokens SET used_at = ${databaseNow}
    WHERE user_id = ${userId} AND purpose = 'reset' AND used_at IS NULL AND ${where}`);
