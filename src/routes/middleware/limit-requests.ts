import { createMiddleware } from "hono/factory";
import type { Context } from "../../domain/context.ts";
import { rateLimited } from "../../lib/errors.ts";
import { Tarpit } from "../../lib/tarpit.ts";
import { clientOf, type Env, type HttpOptions } from "../env.ts";
import { tellAllowance } from "../rate-limit.ts";

/** One allowance for all of a user's requests, or of an address that has not signed in; told in every answer. */
export function limitRequests({ limits }: Context, { config }: HttpOptions) {
  const tarpit = new Tarpit();
  return createMiddleware<Env>(async (c, next) => {
    const name = "requests";
    const subject = c.var.actor?.userId ?? clientOf(c, config).address;
    const verdict = await limits.check(name, subject);
    if (verdict) tellAllowance(c, { name, verdict });
    if (verdict && !verdict.allowed) {
      await tarpit.refused(subject);
      throw rateLimited({ name, verdict });
    }
    await next();
  });
}
