import { createMiddleware } from "hono/factory";
import { forbidden } from "../../lib/errors.ts";
import { isAllowedOrigin } from "../../lib/origin.ts";
import type { Env, HttpOptions } from "../env.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A page elsewhere must not act with a browser's cookies (cross-site request forgery). Whoever brings a bearer token
 * brings no cookie by accident. A browser that names no origin says by Sec-Fetch-Site where it stands.
 */
export const origin = ({ config }: HttpOptions) =>
  createMiddleware<Env>(async (c, next) => {
    if (SAFE.has(c.req.method) || c.req.header("authorization")) return next();
    const from = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    const foreign = from
      ? !isAllowedOrigin(from, c.req.header("host") ?? null, config.allowedOrigins, config.baseUrl)
      : site !== undefined && site !== "same-origin" && site !== "none";
    const anonymous = !from && site === undefined && c.req.header("cookie") !== undefined;
    if (foreign || anonymous) throw forbidden("This request must come from Wisp's own pages.");
    await next();
  });
