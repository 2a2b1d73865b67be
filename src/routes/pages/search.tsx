import { Hono } from "hono";
import { z } from "zod";
import { SearchPage } from "../../../views/search/search.tsx";
import { searchMessages } from "../../domain/search/index.ts";
import { id } from "../../lib/contract/objects.ts";
import * as inputs from "../../lib/contract/search.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing } from "./forms.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

/** An address that was changed by hand is read as far as it makes sense. */
const asked = z.object({
  query: z.string().catch(""),
  sort: z.enum(["newest", "best"]).catch("newest"),
  room: id.optional().catch(undefined),
  before: id.optional().catch(undefined),
});

async function searchPage(c: PageRequest, parts: Parts) {
  const actor = actorOf(c);
  const view = asked.parse(c.req.query());
  const shell = await shellOf(c, parts, "/search");
  const { timeZone } = readerOf(c);
  const { value: found, failed } = await attempt(() => {
    // Before the words: the last of them may still be written.
    const query = view.room ? `in:${view.room} ${view.query}` : view.query;
    return searchMessages(parts.context, actor, {
      ...parse(inputs.searchMessages, { query, sort: view.sort, before: view.before }),
      timeZone,
    });
  });
  if (failed) failing(c, failed);
  const room = shell.rooms.find((each) => each.id === view.room);
  return show(c, () => (
    <SearchPage shell={shell} view={{ asked: view, found, room, problem: failed?.problem }} />
  ));
}

export const searchPages = (parts: Parts) => new Hono<Env>().get("/search", (c) => searchPage(c, parts));
