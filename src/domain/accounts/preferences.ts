import { eq, sql } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import { unauthenticated } from "../../lib/errors.ts";
import {
  defaultPreferences,
  type Preferences,
  preferences,
  type UpdatePreferences,
} from "../../lib/contract/preferences.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toUser } from "../users.ts";

/** What was stored, complete. Most people change nothing, and share one object. */
export const readPreferences = (stored: string): Preferences =>
  stored === "{}" ? defaultPreferences : preferences.parse(JSON.parse(stored));

/**
 * Changes those that are named, in the database itself: two devices that change different ones both succeed. Null takes
 * a name away (RFC 7396), and its default is what null means.
 */
export async function updatePreferences(
  context: Context,
  actor: Actor,
  input: UpdatePreferences,
): Promise<Preferences> {
  const [row] = await context.database.writing
    .update(users)
    .set({ preferences: sql`json_patch(${users.preferences}, ${JSON.stringify(input)})` })
    .where(eq(users.id, actor.userId))
    .returning();
  if (!row) throw unauthenticated();
  context.access.forgetUser(actor.userId);
  // Others see whether somebody wants to be left in peace, and nothing else of these.
  const told = input.doNotDisturbUntil === undefined ? {} : { user: toUser(row) };
  context.events.emit({ type: "user_changed", userId: actor.userId, ...told });
  return readPreferences(row.preferences);
}
