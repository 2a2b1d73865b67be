import { Hono } from "hono";
import { MentionsPage } from "../../../views/rooms/mentions.tsx";
import { listMentions } from "../../domain/mentions.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type Parts } from "./environment.ts";
import { show } from "./show.ts";

/** All messages that name the reader. */
export function mentionsPages(parts: Parts) {
  return new Hono<Env>().get("/mentions", async (c) => {
    const query = parse(inputs.mentionsQuery, { before: c.req.query("before") });
    const [shell, page] = await Promise.all([
      shellOf(c, parts),
      listMentions(parts.context, actorOf(c), query),
    ]);
    return show(c, () => <MentionsPage shell={shell} page={page} />);
  });
}
