import type { Context as HonoContext } from "hono";
import type { Limited } from "../lib/errors.ts";
import type { Env } from "./env.ts";

/** Says how much of an allowance is left (draft-ietf-httpapi-ratelimit-headers). */
export function tellAllowance(c: HonoContext<Env>, { name, verdict }: Limited): void {
  const { limit, remaining, resetSeconds } = verdict;
  c.header("RateLimit-Policy", `"${name}";q=${limit}`);
  c.header("RateLimit", `"${name}";r=${remaining};t=${resetSeconds}`);
}
