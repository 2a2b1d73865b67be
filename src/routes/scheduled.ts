import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  schedule,
  sendScheduledNow,
} from "../domain/scheduled/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message, Scheduled } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { body } from "./validate.ts";

/** Messages that wait for their time. */
export function scheduledRoutes(context: Context) {
  return new Hono<Env>()
    .post("/rooms/:roomId/scheduled", body(inputs.scheduleMessage), async (c) =>
      c.json<Scheduled>(await schedule(context, actorOf(c), c.req.param("roomId"), c.req.valid("json")), 201),
    )
    .get("/scheduled", async (c) => listAsJson(c, { scheduled: await listScheduled(context, actorOf(c)) }))
    .patch("/scheduled/:scheduledId", body(inputs.changeScheduled), async (c) =>
      c.json<Scheduled>(
        await changeScheduled(context, actorOf(c), c.req.param("scheduledId"), c.req.valid("json")),
      ),
    )
    .delete("/scheduled/:scheduledId", async (c) => {
      await cancelScheduled(context, actorOf(c), c.req.param("scheduledId"));
      return c.body(null, 204);
    })
    .post("/scheduled/:scheduledId/send", async (c) =>
      c.json<Message>(await sendScheduledNow(context, actorOf(c), c.req.param("scheduledId")), 201),
    );
}
