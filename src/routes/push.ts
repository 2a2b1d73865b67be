import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { subscribe, unsubscribe } from "../domain/notifications/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import { actorOf, type Env } from "./env.ts";
import { body } from "./validate.ts";

export function pushRoutes(context: Context) {
  return new Hono<Env>()
    .get("/key", (c) => c.json({ publicKey: context.push.keys.publicKey }))
    .post("/subscriptions", body(inputs.pushSubscription), async (c) => {
      const subscription = c.req.valid("json");
      await subscribe(context, actorOf(c), subscription);
      return c.json({ endpoint: subscription.endpoint }, 201);
    })
    .delete("/subscriptions", body(inputs.pushEndpoint), async (c) => {
      await unsubscribe(context, actorOf(c), c.req.valid("json").endpoint);
      return c.body(null, 204);
    });
}
