import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import * as inputs from "../lib/contract/inputs.ts";
import { AppError } from "../lib/errors.ts";
import { actorOf, type Env } from "./env.ts";
import { query } from "./validate.ts";

export const UPLOADS = "/api/uploads";

/** Where files go. This version keeps none, and says so before it reads one. */
export function uploadsRoutes({ limits }: Context) {
  return new Hono<Env>().post("/", query(inputs.uploadQuery), async (c) => {
    await limits.take("uploads", actorOf(c).userId);
    if (Number(c.req.header("content-length")) > inputs.MAX_UPLOAD_BYTES)
      throw new AppError("too_large", `A file may have at most ${inputs.MAX_UPLOAD_BYTES} bytes.`);
    throw new AppError("unavailable", "Files cannot be kept here yet.", { retryAfter: 86_400 });
  });
}
