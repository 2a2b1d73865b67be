import { Hono } from "hono";
import { updatePreferences } from "../../domain/accounts/index.ts";
import { updatePreferences as updates } from "../../lib/contract/preferences.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import type { Parts } from "./environment.ts";
import { fieldsOf } from "./forms.ts";

/** What a time field that was emptied means. */
const NIGHT = { from: "22:00", to: "08:00" };

/** Takes the form of `NotificationSettings`, and leads back to it. */
export function notificationPages({ context }: Parts) {
  return new Hono<Env>().post("/settings/notifications", async (c) => {
    const { notifyRooms, notifyDirect, quiet, quietFrom, quietTo, sound } = await fieldsOf(c);
    const quietHours = quiet ? { from: quietFrom || NIGHT.from, to: quietTo || NIGHT.to } : null;
    const wanted = { notifyRooms, notifyDirect, sound: sound !== undefined, quietHours };
    await updatePreferences(context, actorOf(c), parse(updates, wanted));
    return c.redirect("/settings/notifications?saved", 303);
  });
}
