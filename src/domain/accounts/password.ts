import { eq } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import { AppError } from "../../lib/errors.ts";
import type { ChangePassword } from "../../lib/contract/inputs.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { announce, endingOthers } from "./devices.ts";

/** Takes a new password from whoever knows the old one. Every other session ends: one of them may be why. */
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
  if (!(await passwords.verify(currentPassword, row?.passwordHash))) throw wrongPassword();
  await limits.giveBack("failedLogins", actor.userId);
  const passwordHash = await passwords.hash(password);
  const [, ended] = await database.writing.batch([
    database.writing.update(users).set({ passwordHash }).where(eq(users.id, actor.userId)),
    endingOthers(context, actor),
  ]);
  announce(context, actor, ended);
}

export const wrongPassword = () =>
  new AppError("invalid_request", "The current password is wrong.", {
    errors: [{ path: "currentPassword", message: "is wrong" }],
  });
