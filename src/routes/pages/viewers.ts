import { Hono } from "hono";
import { username } from "../../lib/contract/inputs.ts";
import { id } from "../../lib/contract/objects.ts";
import { notFound } from "../../lib/errors.ts";

/**
 * A style sheet for each person, that marks their own messages and where they are called: fragments are the same for every
 * viewer and the policy forbids inline style, so "mine" is a rule. It says nothing but what it was asked for, and never
 * changes: its address does, where what it says is to be another (views/layout.tsx).
 */
export const viewerStyles = new Hono().get("/viewers/:userId/:file{.+\\.css}", (c) => {
  const userId = id.safeParse(c.req.param("userId")).data;
  const name = username.safeParse(c.req.param("file").slice(0, -".css".length)).data;
  if (!userId || !name) throw notFound("style sheet");
  const mine = `.message[data-sender-id="${userId}"]{--sender-ink:var(--accent)}`;
  const reacted = `.reaction[data-users~="${userId}"]{--reaction-ink:var(--accent);--reaction-edge:var(--accent);--reaction:var(--accent-soft)}`;
  const called = `.mention[data-mention="${name}"]{color:var(--on-flame);background:var(--flame)}`;
  return c.body(`@layer viewer{${mine}${reacted}${called}}`, 200, {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "private, max-age=31536000, immutable",
  });
});
