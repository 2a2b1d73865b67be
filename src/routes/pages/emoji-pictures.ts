import { Hono } from "hono";
import { z } from "zod";
import { findPicture } from "../../domain/emoji/index.ts";
import type { CustomEmoji } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";
import { actorOf, type Env } from "../env.ts";
import type { Parts } from "./environment.ts";

const FOREVER = "private, max-age=31536000, immutable";

/** `.emoji-name` of the app's own sheet draws what stands here, and is text where nothing does. */
const rule = ({ name, url }: CustomEmoji): string =>
  `[data-emoji="${name}"]{--emoji:url("${url}");--emoji-box:inline-block;--emoji-drop:-0.3em}`;

const picturePath = z.object({ name: z.string().max(40), hash: z.string().regex(/^[\w-]{16}$/) });

/**
 * Custom emoji, for those who are signed in: a style sheet that gives each name its picture, so that what is drawn of a
 * message never depends on which emoji there are, and the pictures, each at an address that never changes.
 */
export function emojiPictures({ context }: Parts) {
  return new Hono<Env>()
    .get("/emoji/custom.css", async (c) => {
      actorOf(c);
      const { emoji, version } = await context.emoji.all();
      // A node that has yet to hear of a change must not have its answer kept under the new name.
      const kept = version !== undefined && c.req.query("v") === version;
      return c.body(`@layer viewer{${emoji.map(rule).join("")}}`, 200, {
        "content-type": "text/css; charset=utf-8",
        "cache-control": kept ? FOREVER : "no-store",
      });
    })
    .get("/emoji/custom/:file", async (c) => {
      actorOf(c);
      const [name, hash] = c.req.param("file").split(".");
      const { data } = picturePath.safeParse({ name, hash });
      if (!data) throw notFound("picture");
      const { image, mediaType } = await findPicture(context, data.name, data.hash);
      return c.body(image, 200, {
        "content-type": mediaType,
        "cache-control": FOREVER,
      });
    });
}
