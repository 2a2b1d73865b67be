import { Hono } from "hono";
import { id } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";

/**
 * A style sheet for each person, that marks their own messages: fragments are the same for every viewer and the policy
 * forbids inline style, so "mine" is a rule. It says nothing but the id it was asked for, and never changes.
 */
export const viewerStyles = new Hono().get("/viewers/:file{.+\\.css}", (c) => {
  const userId = id.safeParse(c.req.param("file").slice(0, -".css".length)).data;
  if (!userId) throw notFound("style sheet");
  const rule = `@layer viewer{.message[data-sender-id="${userId}"]{--mine:flex;--sender-ink:var(--accent)}}`;
  return c.body(rule, 200, {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "private, max-age=31536000, immutable",
  });
});
