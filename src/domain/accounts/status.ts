import { eq } from "drizzle-orm";
import { users } from "../../../db/schema/index.ts";
import type { SetStatus } from "../../lib/contract/inputs.ts";
import type { Me } from "../../lib/contract/objects.ts";
import { unauthenticated } from "../../lib/errors.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe, toUser } from "../users.ts";

/** Says what the actor is up to, in the place of what they said before; it ends by itself where `expiresAt` is given. */
export function setStatus(context: Context, actor: Actor, input: SetStatus): Promise<Me> {
  return store(context, actor, {
    statusEmoji: input.emoji,
    statusText: input.text || null,
    statusExpiresAt: input.expiresAt === null ? null : Date.parse(input.expiresAt),
  });
}

/** Takes it back; where there is none, nothing happens. */
export async function clearStatus(context: Context, actor: Actor): Promise<void> {
  await store(context, actor, { statusEmoji: null, statusText: null, statusExpiresAt: null });
}

type Stored = Pick<typeof users.$inferSelect, "statusEmoji" | "statusText" | "statusExpiresAt">;

async function store({ database, access, events }: Context, actor: Actor, status: Stored): Promise<Me> {
  const [row] = await database.writing
    .update(users)
    .set(status)
    .where(eq(users.id, actor.userId))
    .returning();
  if (!row) throw unauthenticated();
  access.forgetUser(actor.userId);
  events.emit({ type: "user_changed", userId: actor.userId, user: toUser(row) });
  return toMe(row);
}
