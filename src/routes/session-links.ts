import { Hono } from "hono";
import { makeSessionLink } from "../domain/accounts/index.ts";
import type { Context } from "../domain/context.ts";
import type { SessionLinkView } from "../lib/contract/entrance.ts";
import { actorOf, type Env, type HttpOptions } from "./env.ts";
import { addressOf } from "./links.ts";

export const sessionLinksRoutes = (context: Context, { config }: HttpOptions) =>
  new Hono<Env>().post("/", async (c) => {
    const { token, expiresAt } = await makeSessionLink(context, actorOf(c));
    return c.json<SessionLinkView>({ token, url: addressOf(c, config, `/phone/${token}`), expiresAt }, 201);
  });
