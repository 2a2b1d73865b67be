import { eq } from "drizzle-orm";
import type { Query } from "../../../db/database.ts";
import { users } from "../../../db/schema/index.ts";
import { unauthenticated } from "../../lib/errors.ts";
import type { UpdateMe } from "../../lib/contract/inputs.ts";
import type { Me } from "../../lib/contract/objects.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe, toUser } from "../users.ts";

export async function getMe({ database }: Context, actor: Actor): Promise<Me> {
  const find = (query: Query) => query.select().from(users).where(eq(users.id, actor.userId));
  const [nearby] = await find(database.reading(`user:${actor.userId}`));
  // A replica may not have heard yet of somebody who registered elsewhere a moment ago.
  const [row] = nearby ? [nearby] : await find(database.primary);
  if (!row) throw unauthenticated();
  return toMe(row);
}

export async function updateMe(context: Context, actor: Actor, input: UpdateMe): Promise<Me> {
  if (Object.values(input).every((value) => value === undefined)) return getMe(context, actor);
  const [row] = await context.database.writing
    .update(users)
    .set(input)
    .where(eq(users.id, actor.userId))
    .returning();
  if (!row) throw unauthenticated();
  context.access.forgetUser(actor.userId);
  context.events.emit({ type: "user_changed", userId: actor.userId, user: toUser(row) });
  return toMe(row);
}
