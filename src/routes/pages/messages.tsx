import { Hono } from "hono";
import { VersionList } from "../../../views/messages/about/versions.tsx";
import { placeOf } from "../../../views/messages/about/about.ts";
import {
  deleteMessage,
  editMessage,
  getMessage,
  listVersions,
  restoreMessage,
} from "../../domain/messages/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { aboutPage } from "./about.tsx";
import type { Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** The page about a message, and what becomes of the message itself by it. */
export function messagesPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/messages/:id", (c) => aboutPage(c, parts, c.req.param("id")))
    .get("/messages/:id/edit", async (c) => {
      const { id } = await getMessage(context, actorOf(c), c.req.param("id"));
      return c.redirect(`/messages/${id}#edit`, 303);
    })
    .post("/messages/:id/edit", async (c) => {
      const message = await getMessage(context, actorOf(c), c.req.param("id"));
      const fields = await fieldsOf(c);
      const { failed } = await attempt(
        () =>
          editMessage(
            context,
            actorOf(c),
            message.id,
            parse(inputs.editMessage, { content: fields.content }),
          ),
        "forbidden",
      );
      if (!failed) return c.redirect(placeOf(message), 303);
      failing(c, failed);
      return aboutPage(c, parts, message.id, { group: "change", problem: failed.problem, fields });
    })
    .post("/messages/:id/delete", async (c) => {
      const message = await getMessage(context, actorOf(c), c.req.param("id"));
      await deleteMessage(context, actorOf(c), message.id);
      return c.redirect(`/messages/${message.id}`, 303);
    })
    .post("/messages/:id/restore", async (c) => {
      const message = await restoreMessage(context, actorOf(c), c.req.param("id"));
      return c.redirect(placeOf(message), 303);
    })
    .get("/messages/:id/versions", async (c) => {
      const versions = await listVersions(context, actorOf(c), c.req.param("id"));
      return show(c, () => <VersionList versions={versions} />);
    });
}
