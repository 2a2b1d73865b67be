import type { Context as HonoContext } from "hono";
import type { Env, HttpOptions } from "./env.ts";

/** A whole address of ours: at the installation's own, or at the one that this request was made to. */
export const addressOf = (
  c: HonoContext<Env>,
  { baseUrl }: Pick<HttpOptions["config"], "baseUrl">,
  path: string,
): string => new URL(path, baseUrl ?? c.req.url).href;

/** The address that an invited person opens. */
export const linkOf = (
  c: HonoContext<Env>,
  config: Pick<HttpOptions["config"], "baseUrl">,
  token: string,
): string => addressOf(c, config, `/join/${token}`);
