import { Hono } from "hono";
import { z } from "zod";
import type { Context } from "../domain/context.ts";
import { react, reactorsOf, unreact } from "../domain/reactions/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Message, Reactors } from "../lib/contract/objects.ts";
import { parse } from "../lib/parse.ts";
import { actorOf, type Env } from "./env.ts";

/** The emoji in the path is percent-encoded. */
const emojiIn = (emoji: string) => parse(z.object({ emoji: inputs.emoji }), { emoji }).emoji;

/** Below /api/messages: how a message was answered. */
export function reactionsRoutes(context: Context) {
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
