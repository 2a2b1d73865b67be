import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { deleteMessage, editMessage, listVersions, restoreMessage } from "../domain/messages/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { threadRoutes } from "./threads.ts";
import { body } from "./validate.ts";

export function messagesRoutes(context: Context) {
  return new Hono<Env>()
    .route("/", threadRoutes(context))
    .patch("/:messageId", body(inputs.editMessage), async (c) =>
      c.json<Message>(await editMessage(context, actorOf(c), c.req.param("messageId"), c.req.valid("json"))),
    )
    .delete("/:messageId", async (c) => {
      await deleteMessage(context, actorOf(c), c.req.param("messageId"));
      return c.body(null, 204);
    })
    .post("/:messageId/restore", async (c) =>
      c.json<Message>(await restoreMessage(context, actorOf(c), c.req.param("messageId"))),
    )
    .get("/:messageId/versions", async (c) =>
      listAsJson(c, { versions: await listVersions(context, actorOf(c), c.req.param("messageId")) }),
    );
}
