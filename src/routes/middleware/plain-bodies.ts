import { createMiddleware } from "hono/factory";
import { AppError } from "../../lib/errors.ts";
import type { Env } from "../env.ts";

/**
 * Bodies are taken as they come: one that says it is compressed is refused (RFC 9110, 8.4), neither inflated, past every
 * limit, nor taken for something else.
 */
export const plainBodies = createMiddleware<Env>(async (c, next) => {
  const encoding = c.req.header("content-encoding")?.trim().toLowerCase() || "identity";
  if (encoding !== "identity")
    throw new AppError("unsupported_type", "Send the body without a Content-Encoding.");
  await next();
});
