import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { listDrafts } from "../domain/drafts.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";

export function draftsRoutes(context: Context) {
  return new Hono<Env>().get("/", async (c) =>
    listAsJson(c, { drafts: await listDrafts(context, actorOf(c)) }),
  );
}
