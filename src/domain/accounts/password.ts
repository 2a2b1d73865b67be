import { and, eq, sql } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import { AppError } from "../../lib/errors.ts";
import type { ChangePassword } from "../../lib/contract/inputs.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { spendResets } from "../mails/tokens.ts";
import { announce, endingOthers } from "./devices.ts";

/**
 * Takes a new password from whoever knows the old one. Every other session ends, and so do links to a new password: one of
 * them may be why. Of two who change it at once the second knows the old one no more.
 */
export async function changePassword(
  context: Context,
  actor: Actor,
  { currentPassword, password }: ChangePassword,
): Promise<void> {
  const { database, limits, passwords } = context;
  // Taken before the password is looked at; a good one is given back, as at the door.
  await limits.take("failedLogins", actor.userId);
  const [row] = await database.primary
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!row || !(await passwords.verify(currentPassword, row.passwordHash))) throw wrongPassword();
  await limits.giveBack("failedLogins", actor.userId);
  const passwordHash = await passwords.hash(password);
  const isSet = sql`EXISTS (SELECT 1 FROM users WHERE id = ${actor.userId} AND password_hash = ${passwordHash})`;
  const [[set], ended] = await database.writing.batch([
    database.writing
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, actor.userId), eq(users.passwordHash, row.passwordHash)))
      .returning({ id: users.id }),
    endingOthers(context, actor, isSet),
    spendResets(context, sql`${actor.userId}`, isSet),
  ]);
  if (!set) throw wrongPassword();
  announce(context, actor, ended);
}

export const wrongPassword = () =>
  new AppError("invalid_request", "The current password is wrong.", {
    errors: [{ path: "currentPassword", message: "is wrong" }],
  });
