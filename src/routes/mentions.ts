import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { listMentions } from "../domain/mentions.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { MentionPage } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { query } from "./validate.ts";

export const mentionsRoutes = (context: Context) =>
  new Hono<Env>().get("/", query(inputs.mentionsQuery), async (c) =>
    c.json<MentionPage>(await listMentions(context, actorOf(c), c.req.valid("query"))),
  );
