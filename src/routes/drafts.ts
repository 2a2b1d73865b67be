import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { keepDraft, listDrafts } from "../domain/drafts.ts";
import * as inputs from "../lib/contract/inputs.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { body } from "./validate.ts";

export function draftsRoutes(context: Context) {
  return new Hono<Env>()
    .get("/drafts", async (c) => listAsJson(c, { drafts: await listDrafts(context, actorOf(c)) }))
    .put("/rooms/:roomId/draft", body(inputs.keepDraft), async (c) => {
      await keepDraft(context, actorOf(c), { roomId: c.req.param("roomId"), ...c.req.valid("json") });
      return c.body(null, 204);
    });
}
