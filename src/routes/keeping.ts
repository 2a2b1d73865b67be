import { Hono } from "hono";
import type { Context } from "../domain/context.ts";
import { setEditWindow } from "../domain/edit-window.ts";
import { forwardMessage } from "../domain/forward.ts";
import { pinMessage, unpinMessage } from "../domain/messages/index.ts";
import { dropReminder, listReminders, setReminder } from "../domain/reminders/index.ts";
import { listSaved, saveMessage, unsaveMessage } from "../domain/saved.ts";
import * as keeping from "../lib/contract/keeping.ts";
import type { Message } from "../lib/contract/objects.ts";
import { readerOf } from "./pages/reader.ts";
import { actorOf, type Env, type HttpOptions } from "./env.ts";
import { listAsJson } from "./in-one-go.ts";
import { body, query } from "./validate.ts";

/** What one does with a message so as to find it again: pin it for all, save it for oneself, be reminded of it, take it elsewhere. */
export function keepingRoutes(context: Context, { config }: Pick<HttpOptions, "config">) {
  return new Hono<Env>()
    .get("/installation/edit-window", async (c) => {
      actorOf(c);
      return c.json<keeping.EditWindow>({ seconds: await context.installation.editWindow() });
    })
    .put("/installation/edit-window", body(keeping.editWindow), async (c) => {
      await setEditWindow(context, actorOf(c), c.req.valid("json"));
      return c.body(null, 204);
    })
    .put("/messages/:messageId/pin", async (c) =>
      c.json<Message>(await pinMessage(context, actorOf(c), c.req.param("messageId"))),
    )
    .delete("/messages/:messageId/pin", async (c) =>
      c.json<Message>(await unpinMessage(context, actorOf(c), c.req.param("messageId"))),
    )
    .put("/messages/:messageId/saved", body(keeping.saveMessage), async (c) => {
      await saveMessage(context, actorOf(c), c.req.param("messageId"), c.req.valid("json"));
      return c.body(null, 204);
    })
    .delete("/messages/:messageId/saved", async (c) => {
      await unsaveMessage(context, actorOf(c), c.req.param("messageId"));
      return c.body(null, 204);
    })
    .get("/saved", query(keeping.savedQuery), async (c) =>
      listAsJson(c, await listSaved(context, actorOf(c), c.req.valid("query"))),
    )
    .put("/messages/:messageId/reminder", body(keeping.setReminder), async (c) =>
      c.json(
        await setReminder(
          context,
          actorOf(c),
          c.req.param("messageId"),
          c.req.valid("json"),
          readerOf(c).timeZone,
        ),
      ),
    )
    .delete("/messages/:messageId/reminder", async (c) => {
      await dropReminder(context, actorOf(c), c.req.param("messageId"));
      return c.body(null, 204);
    })
    .get("/reminders", async (c) => listAsJson(c, { reminders: await listReminders(context, actorOf(c)) }))
    .post("/messages/:messageId/forward", body(keeping.forwardMessage), async (c) => {
      const origin = config.baseUrl ?? c.req.url;
      const input = { ...c.req.valid("json"), origin };
      const { message, created } = await forwardMessage(context, actorOf(c), c.req.param("messageId"), input);
      return c.json<Message>(message, created ? 201 : 200);
    });
}
