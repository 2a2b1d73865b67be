import { Hono } from "hono";
import { z } from "zod";
import { placeOf } from "../../../views/messages/about/about.ts";
import { getMessage } from "../../domain/messages/index.ts";
import { react, reactorsOf, unreact } from "../../domain/reactions/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { aboutPage } from "./about.tsx";
import type { PageRequest, Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";

const fields = z.object({ emoji: inputs.emoji });

/** The one button of a reaction both gives and takes: what it does depends on whether the caller's is there. */
async function toggle(c: PageRequest, { context }: Parts, messageId: string, input: unknown): Promise<void> {
  const actor = actorOf(c);
  const { emoji } = parse(fields, input);
  const answers = await reactorsOf(context, actor, messageId);
  const mine = answers.some((each) => each.emoji === emoji && each.mine);
  await (mine ? unreact : react)(context, actor, messageId, emoji);
}

/** For those without JavaScript: the buttons below a message, and the forms on its own page. */
export const reactionsPages = (parts: Parts) =>
  new Hono<Env>().post("/messages/:id/reactions", async (c) => {
    const message = await getMessage(parts.context, actorOf(c), c.req.param("id"));
    const { from, ...input } = await fieldsOf(c);
    const { failed } = await attempt(() => toggle(c, parts, message.id, input), "forbidden");
    if (failed) {
      failing(c, failed);
      return aboutPage(c, parts, message.id, { group: "reactions", problem: failed.problem, fields: input });
    }
    return c.redirect(from === "message" ? `/messages/${message.id}#reactions` : placeOf(message), 303);
  });
