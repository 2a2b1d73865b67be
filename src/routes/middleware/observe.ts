import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Env, HttpOptions } from "../env.ts";

/** Gives every request an id and says how it went. The path in the log is the route's pattern, so it holds no ids or words. */
export const observe = ({ log, observe: count }: HttpOptions) =>
  createMiddleware<Env>(async (c, next) => {
    const started = performance.now();
    const requestId = Bun.randomUUIDv7();
    c.set("requestId", requestId);
    c.header("X-Request-Id", requestId);
    await next();
    const milliseconds = Math.round((performance.now() - started) * 100) / 100;
    const request = { method: c.req.method, route: routePath(c, -1), status: c.res.status, milliseconds };
    count(request);
    log.debug("request", { requestId, userId: c.var.actor?.userId, ...request });
  });
