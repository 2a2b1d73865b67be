import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { databaseNow } from "../../../db/now.ts";
import { refreshTokens, sessions, users } from "../../../db/schema/index.ts";
import { unauthenticated } from "../../lib/errors.ts";
import type { Me, SignedIn } from "../../lib/contract/objects.ts";
import { SECOND } from "../../lib/time.ts";
import type { Actor, Client } from "../actor.ts";
import type { Context } from "../context.ts";
import { toMe } from "../users.ts";
import { ACCESS_TOKEN_LIFE, hashToken, MAX_USER_AGENT, newSecret, REFRESH_TOKEN_LIFE } from "./tokens.ts";

/** Milliseconds in which tabs that woke together may all present the token that the first of them has just spent. */
const GRACE = 10 * SECOND;

/** What a page load gets; without a refresh token the browser keeps the one it has. */
export type Renewed = Omit<SignedIn, "refreshToken"> & { refreshToken: string | undefined };

/** The statements of a new session, to be stored with whatever made it; `where`: only if that holds then. */
export function newSession(
  { database: { writing } }: Context,
  userId: string,
  client: Client,
  where: SQL = sql`1`,
) {
  const now = Date.now();
  const sessionId = Bun.randomUUIDv7();
  const refreshToken = newSecret();
  const expiresAt = now + REFRESH_TOKEN_LIFE;
  const userAgent = client.userAgent?.slice(0, MAX_USER_AGENT) ?? null;
  const statements = [
    writing.run(sql`
      INSERT INTO sessions (id, user_id, user_agent, created_at, expires_at)
      SELECT ${sessionId}, ${userId}, ${userAgent}, ${now}, ${expiresAt} WHERE ${where}`),
    writing.run(sql`
      INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
      SELECT ${hashToken(refreshToken)}, id, ${now}, ${expiresAt} FROM sessions WHERE id = ${sessionId}`),
  ] as const;
  return { sessionId, refreshToken, statements };
}

export async function signedIn(
  { tokens }: Context,
  user: Me,
  sessionId: string,
  refreshToken: string,
): Promise<SignedIn> {
  const accessToken = await tokens.sign(user.id, sessionId);
  return { user, accessToken, expiresIn: ACCESS_TOKEN_LIFE / SECOND, refreshToken };
}

/** Spends the token for a new one. A spent token used again ends the session: somebody else may hold its successor. */
export async function refresh(context: Context, token: string): Promise<SignedIn> {
  const successor = newSecret();
  const session = await rotate(context, hashToken(token), hashToken(successor));
  if (session) return signedIn(context, toMe(session.user), session.sessionId, successor);
  const spent = await findToken(context, token);
  if (spent) await endSession(context, spent.sessionId, spent.user.id);
  throw unauthenticated("The refresh token is not valid.");
}

/**
 * For a page load by cookie: a new access token, and the same refresh token for longer. It is not exchanged, since a
 * page's scripts may be exchanging it at that moment; one that a neighbouring tab has just spent gives an access token
 * only, rather than ending the session.
 */
export async function renew(context: Context, token: string): Promise<Renewed> {
  const known = await findToken(context, token);
  if (!known || known.expiresAt <= Date.now()) throw unauthenticated("The refresh token is not valid.");
  const { spentFor, sessionId } = known;
  if (spentFor !== null && spentFor >= GRACE) {
    await endSession(context, sessionId, known.user.id);
    throw unauthenticated("The refresh token is not valid.");
  }
  if (spentFor === null) await extend(context, sessionId, token);
  return {
    ...(await signedIn(context, toMe(known.user), sessionId, token)),
    refreshToken: spentFor === null ? token : undefined,
  };
}

/** A session that is in use goes on: its token and itself live seven days from now. */
async function extend({ database: { writing } }: Context, sessionId: string, token: string): Promise<void> {
  const expiresAt = Date.now() + REFRESH_TOKEN_LIFE;
  await writing.batch([
    writing
      .update(refreshTokens)
      .set({ expiresAt })
      .where(eq(refreshTokens.tokenHash, hashToken(token))),
    writing.update(sessions).set({ expiresAt }).where(eq(sessions.id, sessionId)),
  ]);
}

/** Ends the caller's session: its tokens stop working and its sockets close, on every node. */
export async function logout(context: Context, actor: Actor): Promise<void> {
  await endSession(context, actor.sessionId, actor.userId);
}

/** Exchanges one token for the next in one transaction; undefined if it was not there to be spent. */
async function rotate({ database }: Context, tokenHash: string, successorHash: string) {
  const now = Date.now();
  const expiresAt = now + REFRESH_TOKEN_LIFE;
  const live = sql`${refreshTokens.sessionId} IN (SELECT id FROM sessions WHERE ended_at IS NULL)`;
  const spend = database.writing
    .update(refreshTokens)
    .set({ spentAt: databaseNow, replacedBy: successorHash })
    .where(
      and(
        eq(refreshTokens.tokenHash, tokenHash),
        isNull(refreshTokens.spentAt),
        gt(refreshTokens.expiresAt, now),
        live,
      ),
    );
  const issue = database.writing.run(sql`
    INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
    SELECT replaced_by, session_id, ${now}, ${expiresAt} FROM refresh_tokens
    WHERE token_hash = ${tokenHash} AND replaced_by = ${successorHash}`);
  const successorsSession = sql`(SELECT session_id FROM refresh_tokens WHERE token_hash = ${successorHash})`;
  const prolongSession = database.writing
    .update(sessions)
    .set({ expiresAt })
    .where(sql`id = ${successorsSession}`);
  const owner = database.writing
    .select({ user: users, sessionId: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(sql`${sessions.id} = ${successorsSession}`);
  const [, , , found] = await database.writing.batch([spend, issue, prolongSession, owner]);
  return found[0];
}

/** A token of a session that has not ended, spent or not. */
async function findToken({ database }: Context, token: string) {
  const [found] = await database.primary
    .select({
      sessionId: sessions.id,
      /** Milliseconds since it was spent, by the one clock that all nodes share. */
      spentFor: sql<number | null>`${databaseNow} - ${refreshTokens.spentAt}`,
      expiresAt: refreshTokens.expiresAt,
      user: users,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(refreshTokens.tokenHash, hashToken(token)), isNull(sessions.endedAt)));
  return found;
}

async function endSession(
  { database, access, events }: Context,
  sessionId: string,
  userId: string,
): Promise<void> {
  await database.writing
    .update(sessions)
    .set({ endedAt: Date.now() })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
  access.forgetSession(sessionId);
  events.emit({ type: "session_ended", sessionId, userId });
}
