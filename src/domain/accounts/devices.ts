import { and, desc, eq, gt, isNull, ne, type SQL } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { sessions } from "../../../db/schema/index.ts";
import { notFound } from "../../lib/errors.ts";
import { toTime } from "../../lib/time.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

/** Sessions listed at most, the newest first. */
const MAX_LISTED = 100;

/** A session as its person sees it. */
export type Device = {
  sessionId: string;
  userAgent: string | null;
  createdAt: string;
  /** Whether the question came from it. */
  current: boolean;
};

const live = (actor: Actor) =>
  and(eq(sessions.userId, actor.userId), isNull(sessions.endedAt), gt(sessions.expiresAt, databaseNow));

/** Where the caller is signed in. */
export async function listDevices({ database }: Context, actor: Actor): Promise<Device[]> {
  const rows = await database.primary
    .select()
    .from(sessions)
    .where(live(actor))
    .orderBy(desc(sessions.createdAt))
    .limit(MAX_LISTED);
  return rows.map(({ id, userAgent, createdAt }) => ({
    sessionId: id,
    userAgent,
    createdAt: toTime(createdAt),
    current: id === actor.sessionId,
  }));
}

/** Signs one of the caller's devices out: its tokens stop working and its sockets close, on every node. */
export async function endDevice(context: Context, actor: Actor, sessionId: string): Promise<void> {
  const ended = await context.database.writing
    .update(sessions)
    .set({ endedAt: Date.now() })
    .where(and(live(actor), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw notFound("session");
  announce(context, actor, ended);
}

/** All but the one that asks. */
export async function endOtherDevices(context: Context, actor: Actor): Promise<void> {
  announce(context, actor, await endingOthers(context, actor));
}

/** The statement of that, to be stored with whatever makes it necessary; `where`: only if that came to something. */
export const endingOthers = ({ database }: Context, actor: Actor, where?: SQL) =>
  database.writing
    .update(sessions)
    .set({ endedAt: Date.now() })
    .where(and(live(actor), ne(sessions.id, actor.sessionId), where))
    .returning({ id: sessions.id });

export function announce(
  { access, events }: Context,
  { userId }: Pick<Actor, "userId">,
  ended: { id: string }[],
): void {
  for (const { id: sessionId } of ended) {
    access.forgetSession(sessionId);
    events.emit({ type: "session_ended", sessionId, userId });
  }
}
