import { eq, sql } from "drizzle-orm";
import { sessions, users } from "../../../db/schema/index.ts";
import { unauthenticated } from "../../lib/errors.ts";
import type { Login } from "../../lib/contract/inputs.ts";
import type { SignedIn } from "../../lib/contract/objects.ts";
import type { Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe } from "../users.ts";
import { refuseBanned } from "../moderation/sanctions.ts";
import { newSession, signedIn } from "./sessions.ts";

/** Opens a session. A wrong password and an unknown account answer alike, and take alike long. */
export async function login(context: Context, input: Login, client: Client): Promise<SignedIn> {
  // Taken before the password is looked at, so that many tries at once cannot slip past; a good one is given back.
  await context.limits.take("failedLogins", client.address);
  const column = input.email.includes("@") ? users.email : users.username;
  const [user] = await context.database.primary.select().from(users).where(eq(column, input.email));
  if (!(await context.passwords.verify(input.password, user?.passwordHash)) || !user) throw wrong();
  await context.limits.giveBack("failedLogins", client.address);
  refuseBanned(user);
  const { writing } = context.database;
  // A password that was replaced while it was looked at opens nothing, or all sessions but this one would have ended.
  const asKnown = sql`EXISTS (
    SELECT 1 FROM users WHERE id = ${user.id} AND password_hash = ${user.passwordHash} AND banned_at IS NULL)`;
  const { sessionId, refreshToken, statements } = newSession(context, user.id, client, asKnown);
  const opened = writing.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId));
  const [, , [session]] = await writing.batch([...statements, opened]);
  if (!session) throw wrong();
  return signedIn(context, toMe(user), sessionId, refreshToken);
}

const wrong = () => unauthenticated("The name or the password is wrong.");
