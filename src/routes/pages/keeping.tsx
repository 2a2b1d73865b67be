import { Hono } from "hono";
import { z } from "zod";
import { type SavedView, SavedPage } from "../../../views/messages/saved.tsx";
import { forwardMessage } from "../../domain/forward.ts";
import { getMessage, markUnread, pinMessage, unpinMessage } from "../../domain/messages/index.ts";
import { dropReminder, listReminders, setReminder } from "../../domain/reminders/index.ts";
import { listSaved, saveMessage, unsaveMessage } from "../../domain/saved.ts";
import { markThreadUnread } from "../../domain/threads/index.ts";
import * as keeping from "../../lib/contract/keeping.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { aboutPage } from "./about.tsx";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";
import { show } from "./show.ts";

const idOf = (c: PageRequest): string => c.req.param("id") ?? "";
const about = (c: PageRequest): string => `/messages/${encodeURIComponent(idOf(c))}`;

const savedForm = z.object({
  state: z.enum(["saved", "done", "not"]),
  next: z.enum(["/saved", "/saved?show=done"]).optional(),
});
const pinForm = z.object({ pinned: z.stringbool() });

/** Pins, saves and marks unread by one press each. */
function pressed({ context }: Parts) {
  return new Hono<Env>()
    .post("/messages/:id/pin", async (c) => {
      const { pinned } = parse(pinForm, await fieldsOf(c));
      await (pinned ? pinMessage : unpinMessage)(context, actorOf(c), idOf(c));
      return c.redirect(about(c), 303);
    })
    .post("/messages/:id/saved", async (c) => {
      const { state, next } = parse(savedForm, await fieldsOf(c));
      if (state === "not") await unsaveMessage(context, actorOf(c), idOf(c));
      else await saveMessage(context, actorOf(c), idOf(c), { done: state === "done" });
      return c.redirect(next ?? about(c), 303);
    })
    .post("/messages/:id/unread", async (c) => {
      const { roomId, sequence, threadRootId, alsoInRoom } = await getMessage(context, actorOf(c), idOf(c));
      if (threadRootId && !alsoInRoom) {
        await markThreadUnread(context, actorOf(c), idOf(c));
        return c.redirect("/threads", 303);
      }
      await markUnread(context, actorOf(c), { roomId, sequence });
      return c.redirect("/home", 303);
    });
}

/** Reminds and forwards by forms that may have to be filled in again. */
function filled(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .post("/messages/:id/reminder", async (c) => {
      const { when, local, next } = await fieldsOf(c);
      const back = next === "/saved" ? "/saved?show=reminders" : `${about(c)}#reminder`;
      if (when === "never") {
        await dropReminder(context, actorOf(c), idOf(c));
        return c.redirect(back, 303);
      }
      const { timeZone } = readerOf(c);
      const { failed } = await attempt(() =>
        setReminder(context, actorOf(c), idOf(c), parse(keeping.setReminder, { when, local }), timeZone),
      );
      if (!failed) return c.redirect(back, 303);
      failing(c, failed);
      return aboutPage(c, parts, idOf(c), { group: "reminder", problem: failed.problem, fields: { local } });
    })
    .post("/messages/:id/forward", async (c) => {
      const fields = await fieldsOf(c);
      const origin = parts.options.config.baseUrl ?? c.req.url;
      const { value, failed } = await attempt(async () => {
        const { roomId, comment } = fields;
        const input = parse(keeping.forwardMessage, { roomId, comment });
        return forwardMessage(context, actorOf(c), idOf(c), { ...input, origin });
      }, "forbidden");
      if (value) return c.redirect(`/rooms/${value.message.roomId}`, 303);
      failing(c, failed);
      return aboutPage(c, parts, idOf(c), { group: "forward", problem: failed.problem, fields });
    });
}

const savedQuery = keeping.savedQuery.extend({
  show: z.enum(["saved", "done", "reminders"]).catch("saved"),
});

async function viewOf(c: PageRequest, { context }: Parts): Promise<SavedView> {
  const { show: shown, page } = parse(savedQuery, c.req.query());
  const actor = actorOf(c);
  const reminders = await listReminders(context, actor);
  if (shown === "reminders") return { shown, reminders };
  const done = shown === "done";
  return { shown, reminders, page, ...(await listSaved(context, actor, { done, page })) };
}

/** What one does with a message so as to find it again, without JavaScript, and the page on which one finds it. */
export function keepingPages(parts: Parts) {
  return new Hono<Env>()
    .get("/saved", async (c) => {
      const [shell, view] = await Promise.all([shellOf(c, parts), viewOf(c, parts)]);
      return show(c, () => <SavedPage shell={shell} view={view} />);
    })
    .route("/", pressed(parts))
    .route("/", filled(parts));
}
