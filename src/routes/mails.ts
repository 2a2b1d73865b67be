import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { listMails } from "../domain/mails/index.ts";
import type { Mail } from "../lib/contract/entrance.ts";
import { actorOf, type Env } from "./env.ts";

export const mailsRoutes = (context: Context) =>
  new Hono<Env>().get("/", async (c) =>
    c.json<{ mails: Mail[] }>({ mails: await listMails(context, actorOf(c)) }),
  );
