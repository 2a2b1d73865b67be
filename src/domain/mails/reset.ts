import { and, eq, isNull } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import type { OutgoingMail } from "../../lib/mail/mail.ts";
import type { Language } from "../../lib/contract/preferences.ts";
import { readPreferences } from "../accounts/preferences.ts";
import type { Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { placeName } from "../installation.ts";
import type { Composed } from "./compose.ts";
import { expectMail, languageOf, orderMail } from "./order.ts";
import { newEmailToken } from "./tokens.ts";

/**
 * Asks for a link to a new password. What is done here is the same for every address, and takes alike long: whether it has
 * an account is looked up when the mail is to go out, and where it has none, none does.
 */
export async function askReset(
  context: Context,
  { email }: { email: string },
  client: Client,
): Promise<void> {
  expectMail(context);
  await context.limits.take("mails", client.address);
  await context.limits.take("mails", email);
  await orderMail(context, { kind: "reset", recipient: email, language: client.language });
  context.mail.ordered();
}

/** The letter with the link, for whoever has an account and may come in. */
export async function composeReset(
  context: Context,
  { to, headers }: OutgoingMail,
): Promise<Composed | undefined> {
  const [user] = await context.database.primary
    .select()
    .from(users)
    .where(and(eq(users.email, to), isNull(users.bannedAt)));
  if (!user) return undefined;
  const place = await placeName(context);
  const { token, statement } = newEmailToken(context, { userId: user.id, email: to, purpose: "reset" });
  const { sql, params } = statement.toSQL();
  const asked = headers["Content-Language"] as Language | undefined;
  return {
    letter: { kind: "reset", place, name: user.displayName, url: `${context.mail.origin}/reset/${token}` },
    language: languageOf(readPreferences(user.preferences), asked),
    also: [{ sql, args: params as string[] }],
  };
}
