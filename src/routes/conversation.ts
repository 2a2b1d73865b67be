import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import {
  changes,
  history,
  listPins,
  listReceipts,
  markUnread,
  sendMessage,
} from "../domain/messages/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import * as keeping from "../lib/contract/keeping.ts";
import type { Message } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { body, query } from "./validate.ts";

/** What is said in a room, below `/api/rooms`. */
export function conversationRoutes(context: Context) {
  return new Hono<Env>()
    .get("/:roomId/receipts", async (c) =>
      listAsJson(c, {
        receipts: await listReceipts(context, actorOf(c), c.req.param("roomId")),
      }),
    )
    .get("/:roomId/pins", async (c) =>
      listAsJson(c, { messages: await listPins(context, actorOf(c), c.req.param("roomId")) }),
    )
    .post("/:roomId/unread", body(keeping.markUnread), async (c) => {
      await markUnread(context, actorOf(c), { roomId: c.req.param("roomId"), ...c.req.valid("json") });
      return c.body(null, 204);
    })
    .get("/:roomId/messages", query(inputs.historyQuery), async (c) =>
      listAsJson(c, await history(context, actorOf(c), c.req.param("roomId"), c.req.valid("query"))),
    )
    .post("/:roomId/messages", body(inputs.sendMessage), async (c) => {
      const { message, created } = await sendMessage(context, actorOf(c), {
        roomId: c.req.param("roomId"),
        ...c.req.valid("json"),
      });
      return c.json<Message>(message, created ? 201 : 200);
    })
    .get("/:roomId/changes", query(inputs.changesQuery), async (c) =>
      listAsJson(c, await changes(context, actorOf(c), c.req.param("roomId"), c.req.valid("query").after)),
    );
}
