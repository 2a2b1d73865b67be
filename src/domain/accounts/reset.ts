import { sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { sessions } from "../../../db/schema/index.ts";
import type { ResetPassword } from "../../lib/contract/entrance.ts";
import { notFound } from "../../lib/errors.ts";
import type { Context } from "../context.ts";
import { ownerOfToken, spendResets } from "../mails/tokens.ts";
import { announce } from "./devices.ts";
import { hashToken } from "./tokens.ts";

/** Whether a link to a new password is good now. */
export async function isResetLink({ database }: Context, token: string): Promise<boolean> {
  const [row] = await database.primary.all<[string | null]>(
    sql`SELECT ${ownerOfToken(hashToken(token), "reset")}`,
  );
  return row?.[0] != null;
}

/**
 * Sets a new password by a mailed link, which works once: of two who use it at once one is refused. All sessions end, since
 * one of them may be why; the address has shown itself to be theirs.
 */
export async function resetPassword(context: Context, { token, password }: ResetPassword): Promise<void> {
  const { database, passwords } = context;
  // Hashing is dear, and nobody gets it for nothing.
  if (!(await isResetLink(context, token))) throw notFound("link");
  const tokenHash = hashToken(token);
  const passwordHash = await passwords.hash(password);
  // A hash has salt of its own: who has it now is whom this link gave it to.
  const winner = sql`(SELECT u.id FROM email_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.token_hash = ${tokenHash} AND u.password_hash = ${passwordHash})`;
  const [, [found], ended] = await database.writing.batch([
    database.writing.run(sql`
      UPDATE users SET password_hash = ${passwordHash}, email_verified_at = coalesce(email_verified_at, ${databaseNow})
      WHERE id = ${ownerOfToken(tokenHash, "reset")}`),
    database.writing.all<[string | null]>(sql`SELECT ${winner}`),
    database.writing
      .update(sessions)
      .set({ endedAt: databaseNow })
      .where(sql`user_id = ${winner} AND ended_at IS NULL`)
      .returning({ id: sessions.id }),
    spendResets(context, winner),
  ]);
  const userId = found?.[0];
  if (userId == null) throw notFound("link");
  announce(context, { userId }, ended);
}
