import { Hono } from "hono";
import { z } from "zod";
import { getMessage } from "../../domain/messages/index.ts";
import { react, reactorsOf, unreact } from "../../domain/reactions/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import type { PageRequest, Parts } from "./environment.ts";
import { fieldsOf } from "./forms.ts";

const fields = z.object({ emoji: inputs.emoji, from: z.enum(["room", "message"]).catch("room") });

/** The one button of a reaction both gives and takes: what it does depends on whether the caller's is there. */
async function toggle(c: PageRequest, { context }: Parts, messageId: string): Promise<string> {
  const actor = actorOf(c);
  const { emoji, from } = parse(fields, await fieldsOf(c));
  const answers = await reactorsOf(context, actor, messageId);
  const mine = answers.some((each) => each.emoji === emoji && each.mine);
  await (mine ? unreact : react)(context, actor, messageId, emoji);
  if (from === "message") return `/messages/${messageId}#reactions`;
  const { roomId, sequence } = await getMessage(context, actor, messageId);
  return `/rooms/${roomId}?at=${sequence}#message-${messageId}`;
}

/** For those without JavaScript. */
export const reactionsPages = (parts: Parts) =>
  new Hono<Env>().post("/messages/:id/reactions", async (c) =>
    c.redirect(await toggle(c, parts, c.req.param("id")), 303),
  );
