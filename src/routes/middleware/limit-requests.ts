import { createMiddleware } from "hono/factory";
import type { Context } from "../../domain/context.ts";
import { rateLimited } from "../../lib/errors.ts";
import type { Verdict } from "../../lib/rate-limiter.ts";
import type { Env } from "../env.ts";

/** One allowance for all of a user's API requests, told in every answer (draft-ietf-httpapi-ratelimit-headers). */
export const limitRequests = ({ limits }: Context) =>
  createMiddleware<Env>(async (c, next) => {
    const verdict = c.var.actor && (await limits.check("requests", c.var.actor.userId));
    if (verdict) for (const [name, value] of rateLimitHeaders(verdict)) c.header(name, value);
    if (verdict && !verdict.allowed) throw rateLimited(verdict.retryAfter);
    await next();
  });

const rateLimitHeaders = ({ limit, remaining, resetSeconds }: Verdict): [string, string][] => [
  ["RateLimit-Policy", `"requests";q=${limit}`],
  ["RateLimit", `"requests";r=${remaining};t=${resetSeconds}`],
];
