import { createMiddleware } from "hono/factory";
import type { Context } from "../../domain/context.ts";
import { rateLimited } from "../../lib/errors.ts";
import type { Env } from "../env.ts";
import { tellAllowance } from "../rate-limit.ts";

/** One allowance for all of a user's API requests, told in every answer. */
export const limitRequests = ({ limits }: Context) =>
  createMiddleware<Env>(async (c, next) => {
    const name = "requests";
    const verdict = c.var.actor && (await limits.check(name, c.var.actor.userId));
    if (verdict) tellAllowance(c, { name, verdict });
    if (verdict && !verdict.allowed) throw rateLimited({ name, verdict });
    await next();
  });
