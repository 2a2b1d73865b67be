import { and, eq, ne, sql } from "drizzle-orm";
import { pushSubscriptions } from "../../../db/schema/index.ts";
import type { PushSubscription } from "../../lib/contract/inputs.ts";
import { invalid } from "../../lib/parse.ts";
import { isPushEndpoint } from "../../lib/push-endpoint.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

/** Devices of one person that are told; of more the newest. */
const MAX_DEVICES = 10;

/** Has the actor's device told from now on, as long as its session lasts. What it said before is replaced. */
export async function subscribe(
  { database: { writing }, push }: Context,
  { userId, sessionId }: Actor,
  { endpoint, keys: { p256dh, auth } }: PushSubscription,
): Promise<void> {
  if (!isPushEndpoint(endpoint, push.services))
    throw invalid([{ path: "endpoint", message: "must be the address of a public push service" }]);
  const row = { userId, sessionId, endpoint, p256dh, auth, createdAt: Date.now() };
  await writing.batch([
    // A browser at which somebody else was signed in: what waits for them must not reach it.
    writing
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.endpoint, endpoint), ne(pushSubscriptions.userId, userId))),
    writing
      .insert(pushSubscriptions)
      .values({ id: Bun.randomUUIDv7(), ...row })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row }),
    writing.run(sql`
      DELETE FROM push_subscriptions WHERE id IN (SELECT id FROM push_subscriptions
        WHERE user_id = ${userId} ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ${MAX_DEVICES})`),
  ]);
}

/** Ends it; one that is not there, or not the actor's, counts as ended. */
export async function unsubscribe(
  { database: { writing } }: Context,
  { userId }: Actor,
  endpoint: string,
): Promise<void> {
  await writing
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.userId, userId)));
}
