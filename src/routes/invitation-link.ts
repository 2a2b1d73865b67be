import type { Context as HonoContext } from "hono";
import type { Env, HttpOptions } from "./env.ts";

/** The address that an invited person opens: at the installation's own, or at the one that this request was made to. */
export const linkOf = (
  c: HonoContext<Env>,
  { baseUrl }: Pick<HttpOptions["config"], "baseUrl">,
  token: string,
): string => new URL(`/join/${token}`, baseUrl ?? c.req.url).href;
