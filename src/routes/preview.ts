import { Hono } from "hono";
import { renderContent } from "../../views/messages/markdown/index.ts";
import * as inputs from "../lib/contract/inputs.ts";
import type { Preview } from "../lib/contract/objects.ts";
import type { Env } from "./env.ts";
import { body } from "./validate.ts";

/** What has been written, as its message would show it: drawn by the same function, and kept nowhere. */
export const previewRoutes = new Hono<Env>().post("/", body(inputs.previewMessage), (c) =>
  c.json<Preview>({ html: renderContent(c.req.valid("json").content) }),
);
