import { Hono } from "hono";
import { z } from "zod";
import type { Context } from "../domain/context.ts";
import { deleteMessage, editMessage, listVersions, restoreMessage } from "../domain/messages/index.ts";
import { react, reactorsOf, unreact } from "../domain/reactions/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message, Reactors } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { parse } from "../lib/parse.ts";
import { threadRoutes } from "./threads.ts";
import { body } from "./validate.ts";

/** The emoji in the path is percent-encoded. */
const emojiIn = (emoji: string) => parse(z.object({ emoji: inputs.emoji }), { emoji }).emoji;

function reactionsRoutes(context: Context) {
  return new Hono<Env>()
    .get("/:messageId/reactions", async (c) =>
      c.json<{ reactions: Reactors[] }>({
        reactions: await reactorsOf(context, actorOf(c), c.req.param("messageId")),
      }),
    )
    .put("/:messageId/reactions/:emoji", async (c) => {
      const { messageId, emoji } = c.req.param();
      return c.json<Message>(await react(context, actorOf(c), messageId, emojiIn(emoji)));
    })
    .delete("/:messageId/reactions/:emoji", async (c) => {
      const { messageId, emoji } = c.req.param();
      return c.json<Message>(await unreact(context, actorOf(c), messageId, emojiIn(emoji)));
    });
}

export function messagesRoutes(context: Context) {
  return new Hono<Env>()
    .route("/", reactionsRoutes(context))
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
