import { and, eq, ne, sql } from "drizzle-orm";
import { databaseFailure } from "../../../db/errors.ts";
import { databaseNow } from "../../../db/now.ts";
import { emailTokens, users } from "../../../db/schema/index.ts";
import type { ChangeEmail } from "../../lib/contract/entrance.ts";
import type { Me } from "../../lib/contract/objects.ts";
import { AppError, notFound, unauthenticated } from "../../lib/errors.ts";
import type { Actor, Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { placeName } from "../installation.ts";
import { expectMail, languageOf, orderMail } from "../mails/order.ts";
import { newEmailToken, ownerOfToken } from "../mails/tokens.ts";
import { toMe } from "../users.ts";
import { wrongPassword } from "./password.ts";
import { hashToken } from "./tokens.ts";

type Addressee = { userId: string; email: string; displayName: string };

/** The statements by which somebody is sent a link that shows that an address is theirs. */
async function verification(
  context: Context,
  actor: Actor,
  { userId, email, displayName }: Addressee,
  client: Client,
) {
  const { token, statement } = newEmailToken(context, { userId, email, purpose: "verify" });
  const url = `${context.mail.origin}/verify/${token}`;
  const letter = { kind: "verify" as const, place: await placeName(context), name: displayName, url };
  const language = languageOf(actor.preferences, client.language);
  return [statement, orderMail(context, { recipient: email, language, letter })] as const;
}

/** Sends the link once more. An address that is known to be theirs needs none. */
export async function askVerification(context: Context, actor: Actor, client: Client): Promise<void> {
  expectMail(context);
  const [user] = await context.database.primary.select().from(users).where(eq(users.id, actor.userId));
  if (!user) throw unauthenticated();
  if (user.emailVerifiedAt !== null) return;
  await context.limits.take("mails", actor.userId);
  const { email, displayName } = user;
  const [first, ...rest] = await verification(context, actor, { ...actor, email, displayName }, client);
  await context.database.writing.batch([first, ...rest]);
  context.mail.ordered();
}

const KNOWN = sql`EXISTS (SELECT 1 FROM users WHERE id = token.user_id AND email = token.email AND email_verified_at IS NOT NULL)`;

/** Takes a mailed link as proof of an address. The same link again, once that is known, changes nothing and is no mistake. */
export async function verifyEmail(context: Context, token: string): Promise<void> {
  const { writing } = context.database;
  const tokenHash = hashToken(token);
  const [, , [known]] = await writing.batch([
    writing
      .update(users)
      .set({ emailVerifiedAt: databaseNow })
      .where(eq(users.id, ownerOfToken(tokenHash, "verify"))),
    writing.run(sql`UPDATE email_tokens AS token SET used_at = coalesce(used_at, ${databaseNow})
      WHERE token_hash = ${tokenHash} AND purpose = 'verify' AND ${KNOWN}`),
    writing.all<[number]>(sql`SELECT 1 FROM email_tokens token
      WHERE token_hash = ${tokenHash} AND purpose = 'verify' AND used_at IS NOT NULL AND ${KNOWN}`),
  ]);
  if (!known) throw notFound("link");
}

/**
 * Moves the account to another address, which is sent a link to confirm; the one before is told. Takes the password, so that
 * an open session is not enough. Links that were mailed to the old address are worth nothing from then on.
 */
export async function changeEmail(
  context: Context,
  actor: Actor,
  { email, currentPassword }: ChangeEmail,
  client: Client,
): Promise<Me> {
  const { database, limits, passwords, mail } = context;
  await limits.take("failedLogins", actor.userId);
  const [user] = await database.primary.select().from(users).where(eq(users.id, actor.userId));
  if (!user || !(await passwords.verify(currentPassword, user.passwordHash))) throw wrongPassword();
  await limits.giveBack("failedLogins", actor.userId);
  if (user.email === email) return toMe(user);
  if (mail.on) await limits.take("mails", actor.userId);
  const { writing } = database;
  const [[changed]] = await writing
    .batch([
      writing
        .update(users)
        .set({ email, emailVerifiedAt: null })
        .where(
          and(
            eq(users.id, actor.userId),
            eq(users.email, user.email),
            eq(users.passwordHash, user.passwordHash),
          ),
        )
        .returning(),
      writing
        .delete(emailTokens)
        .where(and(eq(emailTokens.userId, actor.userId), ne(emailTokens.email, email))),
      ...(mail.on ? await notices(context, actor, user, email, client) : []),
    ])
    .catch(explainTaken);
  if (!changed)
    throw new AppError("conflict", "The address or the password was changed elsewhere at this moment.");
  mail.ordered();
  return toMe(changed);
}

/** To the address before and to the one from now on. */
async function notices(
  context: Context,
  actor: Actor,
  { email: before, displayName: name }: { email: string; displayName: string },
  email: string,
  client: Client,
) {
  const language = languageOf(actor.preferences, client.language);
  const letter = { kind: "moved" as const, place: await placeName(context), name };
  const addressee = { userId: actor.userId, email, displayName: name };
  return [
    orderMail(context, { recipient: before, language, letter }),
    ...(await verification(context, actor, addressee, client)),
  ];
}

function explainTaken(error: unknown): never {
  if (!(databaseFailure(error)?.message ?? "").includes("users.email")) throw error;
  const message = "This email address has an account.";
  throw new AppError("conflict", message, { errors: [{ path: "email", message }] });
}
