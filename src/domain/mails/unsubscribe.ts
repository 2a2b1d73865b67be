import { createHmac, timingSafeEqual } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import { notFound } from "../../lib/errors.ts";
import type { Context } from "../context.ts";

const signatureOf = ({ mail }: Context, userId: string): string =>
  createHmac("sha256", mail.key).update(`digest ${userId}`).digest("base64url");

/** Where somebody has no more digests sent, without signing in: good for that alone, and for as long as the secret is. */
export const unsubscribeUrl = (context: Context, userId: string): string =>
  `${context.mail.origin}/unsubscribe/${userId}/${signatureOf(context, userId)}`;

/** Throws `not_found` for a link that is not ours. */
export function expectOurs(context: Context, userId: string, signature: string): void {
  const ours = Buffer.from(signatureOf(context, userId));
  const theirs = Buffer.from(signature);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) throw notFound("page");
}

/** Has no more digests sent to somebody. To do it twice is to do it once. */
export async function unsubscribe(context: Context, userId: string, signature: string): Promise<void> {
  expectOurs(context, userId, signature);
  await context.database.writing
    .update(users)
    .set({ preferences: sql`json_patch(${users.preferences}, '{"digest":"off"}')` })
    .where(eq(users.id, userId));
  context.access.forgetUser(userId);
  context.events.emit({ type: "user_changed", userId });
}
