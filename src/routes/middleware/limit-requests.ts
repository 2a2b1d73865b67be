import { createMiddleware } from "hono/factory";
import type { Context } from "../../domain/context.ts";
import { rateLimited } from "../../lib/errors.ts";
import { clientOf, type Env, type HttpOptions } from "../env.ts";
import { tellAllowance } from "../rate-limit.ts";

/** One allowance for all of a user's requests, or of an address that has not signed in; told in every answer. */
export const limitRequests = ({ limits }: Context, { config }: HttpOptions) =>
  createMiddleware<Env>(async (c, next) => {
    const name = "requests";
    const verdict = await limits.check(name, c.var.actor?.userId ?? clientOf(c, config).address);
    if (verdict) tellAllowance(c, { name, verdict });
    if (verdict && !verdict.allowed) throw rateLimited({ name, verdict });
    await next();
  });
