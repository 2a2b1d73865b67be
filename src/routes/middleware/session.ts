import { createMiddleware } from "hono/factory";
import { renew } from "../../domain/accounts/index.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Context } from "../../domain/context.ts";
import { AppError, unauthenticated } from "../../lib/errors.ts";
import { clearSessionCookies, sessionCookies, setSessionCookies } from "../cookies.ts";
import type { Env, HttpOptions } from "../env.ts";

/** Who calls: `c.var.actor`, from a bearer token or the browser's cookie. A bearer token that is no good is refused. */
export const session = (context: Context, { config }: HttpOptions) =>
  createMiddleware<Env>(async (c, next) => {
    const [scheme, token] = (c.req.header("authorization") ?? "").split(" ");
    const bearer = scheme?.toLowerCase() === "bearer" ? (token ?? "") : undefined;
    const presented = bearer ?? sessionCookies(c, config).access;
    const actor = presented ? await actorOfToken(context, presented) : undefined;
    if (bearer !== undefined && !actor) throw unauthenticated("The access token is not valid.");
    c.set("actor", actor);
    await next();
  });

/**
 * For page loads: an access cookie that has run out is renewed from the refresh cookie, so that a page works after a
 * night's sleep and without JavaScript.
 */
export const renewal = (context: Context, { config }: HttpOptions) =>
  createMiddleware<Env>(async (c, next) => {
    const { refresh } = sessionCookies(c, config);
    if (!c.var.actor && refresh) {
      try {
        const renewed = await renew(context, refresh);
        setSessionCookies(c, renewed, config);
        c.set("actor", await actorOfToken(context, renewed.accessToken));
      } catch (error) {
        if (!(error instanceof AppError && error.code === "unauthenticated")) throw error;
        clearSessionCookies(c, config);
      }
    }
    await next();
  });

/** Whom an access token stands for; undefined for a bad one, and for that of a session that has ended. */
export async function actorOfToken({ tokens, access }: Context, token: string): Promise<Actor | undefined> {
  const claims = tokens.verify(token);
  return claims && access.actor(claims.sessionId);
}
