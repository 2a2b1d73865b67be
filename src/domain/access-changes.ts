import { asc, gt, lt, max } from "drizzle-orm";
import { accessChanges, refreshTokens, sessions } from "../../db/schema/index.ts";
import { HOUR } from "../lib/time.ts";
import type { Context } from "./context.ts";

export type AccessChange = typeof accessChanges.$inferSelect;

/** Changes read at once; the next look brings the next ones. */
const MAX_READ = 1000;
/** Milliseconds for which changes are kept: a node that was away for longer starts afresh. */
const KEPT = HOUR;

/** Number of the newest change, from which a node that starts now has to look. */
export async function latestAccessChange({ database }: Context): Promise<number> {
  const [row] = await database.primary.select({ id: max(accessChanges.id) }).from(accessChanges);
  return row?.id ?? 0;
}

export function accessChangesAfter({ database }: Context, id: number): Promise<AccessChange[]> {
  return database.primary
    .select()
    .from(accessChanges)
    .where(gt(accessChanges.id, id))
    .orderBy(asc(accessChanges.id))
    .limit(MAX_READ);
}

/** Forgets what nobody can use any more: old changes, and sessions and tokens that have expired. */
export async function removeExpired({ database: { writing } }: Context, now = Date.now()): Promise<void> {
  await writing.batch([
    writing.delete(accessChanges).where(lt(accessChanges.createdAt, now - KEPT)),
    writing.delete(refreshTokens).where(lt(refreshTokens.expiresAt, now)),
    writing.delete(sessions).where(lt(sessions.expiresAt, now)),
  ]);
}
