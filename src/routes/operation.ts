import { Hono } from "hono";
import { cookieNames } from "../lib/cookies.ts";
import type { Env, HttpOptions } from "./env.ts";
import { openApi } from "./openapi.ts";

/** What operators and tools ask for; needs no account. */
export function operationRoutes({ config, health, metrics }: HttpOptions) {
  const description = openApi(config.baseUrl, cookieNames(config.production).access);
  return new Hono<Env>()
    .get("/health", async (c) => {
      const found = await health();
      c.header("Cache-Control", "no-store");
      return c.json(found, found.status === "ok" || found.status === "degraded" ? 200 : 503);
    })
    .get("/metrics", async (c) => {
      const { contentType, body } = await metrics();
      return c.body(body, 200, { "Content-Type": contentType });
    })
    .get("/api/openapi.json", (c) => c.json(description));
}
