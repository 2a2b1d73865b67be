import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { refreshTokens, sessionLinks, sessions, users } from "../../../db/schema/index.ts";
import type { SignedIn } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { MINUTE, toTime } from "../../lib/time.ts";
import type { Actor, Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe } from "../users.ts";
import { signedIn } from "./sessions.ts";
import { hashToken, MAX_USER_AGENT, newSecret, REFRESH_TOKEN_LIFE } from "./tokens.ts";

/** Milliseconds in which a phone can be held before the screen. */
const LIFE = 2 * MINUTE;

/** A link by which the caller takes their session over to another device. `id` finds what became of it, and opens nothing. */
export type SessionLink = { id: string; token: string; expiresAt: string };

/** Makes the link. Its secret is in this answer only; it ends with the session that asked. */
export async function makeSessionLink(context: Context, actor: Actor): Promise<SessionLink> {
  const { database, limits } = context;
  await limits.take("handovers", actor.userId);
  const token = newSecret();
  const { userId, sessionId } = actor;
  const [row] = await database.writing
    .insert(sessionLinks)
    .values({
      ...{ tokenHash: hashToken(token), userId, sessionId },
      ...{ createdAt: databaseNow, expiresAt: sql`${databaseNow} + ${LIFE}` },
    })
    .returning();
  if (!row) throw new Error("an insert returned no row");
  return { id: row.tokenHash, token, expiresAt: toTime(row.expiresAt) };
}

/** Good now: neither used nor run out, of a session that lives, and of somebody who may come in. */
const usable = (tokenHash: string) => sql`
  FROM session_links link JOIN sessions desk ON desk.id = link.session_id AND desk.ended_at IS NULL
    AND desk.expires_at > ${databaseNow}
  JOIN users person ON person.id = link.user_id AND person.banned_at IS NULL
  WHERE link.token_hash = ${tokenHash} AND link.used_at IS NULL AND link.expires_at > ${databaseNow}`;

/** Whose session a link leads into; undefined for one that leads nowhere any more. Looking does not use it up. */
export async function findSessionLink({ database }: Context, token: string): Promise<string | undefined> {
  const tokenHash = hashToken(token);
  const [row] = await database.primary.all<[string]>(sql`SELECT person.display_name ${usable(tokenHash)}`);
  return row?.[0];
}

/** Signs a device in by a link, which works once: of two who use it at once one is refused. */
export async function useSessionLink(context: Context, token: string, client: Client): Promise<SignedIn> {
  const { database, limits } = context;
  await limits.take("failedLogins", client.address);
  const tokenHash = hashToken(token);
  const sessionId = Bun.randomUUIDv7();
  const refreshToken = newSecret();
  const now = Date.now();
  const expiresAt = now + REFRESH_TOKEN_LIFE;
  const userAgent = client.userAgent?.slice(0, MAX_USER_AGENT) ?? null;
  const { writing } = database;
  const [, , , [user]] = await writing.batch([
    writing.run(sql`
      INSERT INTO sessions (id, user_id, user_agent, created_at, expires_at)
      SELECT ${sessionId}, link.user_id, ${userAgent}, ${now}, ${expiresAt} ${usable(tokenHash)}`),
    writing.run(sql`
      INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
      SELECT ${hashToken(refreshToken)}, id, ${now}, ${expiresAt} FROM sessions WHERE id = ${sessionId}`),
    writing
      .update(sessionLinks)
      .set({ usedAt: databaseNow })
      .where(sql`token_hash = ${tokenHash} AND EXISTS (SELECT 1 FROM sessions WHERE id = ${sessionId})`),
    writing
      .select({ user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(refreshTokens, eq(refreshTokens.sessionId, sessions.id))
      .where(eq(sessions.id, sessionId)),
  ]);
  if (!user) throw notFound("link");
  await limits.giveBack("failedLogins", client.address);
  return signedIn(context, toMe(user.user), sessionId, refreshToken);
}

/** What became of a link of the caller's. */
export async function sessionLinkState(
  { database }: Context,
  actor: Actor,
  id: string,
): Promise<"waiting" | "used" | "over"> {
  const [row] = await database.primary
    .select({ used: isNotNull(sessionLinks.usedAt), waiting: gt(sessionLinks.expiresAt, databaseNow) })
    .from(sessionLinks)
    .where(and(eq(sessionLinks.tokenHash, id), eq(sessionLinks.userId, actor.userId)));
  if (row?.used) return "used";
  return row?.waiting ? "waiting" : "over";
}
