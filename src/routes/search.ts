import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { searchMessages } from "../domain/search/index.ts";
import { searchMessages as asked, type SearchPage } from "../lib/contract/search.ts";
import { actorOf, type Env } from "./env.ts";
import { readerOf } from "./pages/reader.ts";
import { query } from "./validate.ts";

/** Days are those of the caller's time zone. */
export function searchRoutes(context: Context) {
  return new Hono<Env>().get("/", query(asked), async (c) => {
    const { timeZone } = readerOf(c);
    return c.json<SearchPage>(
      await searchMessages(context, actorOf(c), { ...c.req.valid("query"), timeZone }),
    );
  });
}
