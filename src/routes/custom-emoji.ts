import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { addEmoji, aliasEmoji, listEmoji, removeEmoji } from "../domain/emoji/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { CustomEmoji } from "../lib/contract/objects.ts";
import { actorOf, type Env } from "./env.ts";
import { body, query } from "./validate.ts";

export const EMOJI = "/api/emoji";

/** The custom emoji of the place: everybody sees them, the owner and admins look after them. */
export function customEmojiRoutes(context: Context) {
  return new Hono<Env>()
    .get("/", async (c) => c.json<{ emoji: CustomEmoji[] }>({ emoji: await listEmoji(context) }))
    .post("/", query(inputs.addEmoji), async (c) => {
      const file = new Uint8Array(await c.req.arrayBuffer());
      return c.json<CustomEmoji>(await addEmoji(context, actorOf(c), c.req.valid("query"), file), 201);
    })
    .post("/:name/aliases", body(inputs.addEmoji), async (c) =>
      c.json<CustomEmoji>(
        await aliasEmoji(context, actorOf(c), c.req.param("name"), c.req.valid("json")),
        201,
      ),
    )
    .delete("/:name", async (c) => {
      await removeEmoji(context, actorOf(c), c.req.param("name"));
      return c.body(null, 204);
    });
}
