import { Hono } from "hono";
import { updatePreferences } from "../../domain/accounts/index.ts";
import { updatePreferences as updates } from "../../lib/contract/preferences.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import type { PageRequest, Parts } from "./environment.ts";
import { fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";

/** What a time field that was emptied means. */
const NIGHT = { from: "22:00", to: "08:00" };

/** Whoever pushes has to know the clock by which it is night: the browser's, where the person left it to that. */
function zoneFor(c: PageRequest): { timeZone?: string } {
  const { timeZone } = readerOf(c);
  return actorOf(c).preferences.timeZone === "auto" && timeZone !== "UTC" ? { timeZone } : {};
}

/** Takes the form of `NotificationSettings`, and leads back to it. */
export function notificationPages({ context }: Parts) {
  return new Hono<Env>().post("/settings/notifications", async (c) => {
    const { notifyRooms, notifyDirect, quiet, quietFrom, quietTo, sound, digest } = await fieldsOf(c);
    const quietHours = quiet ? { from: quietFrom || NIGHT.from, to: quietTo || NIGHT.to } : null;
    const wanted = {
      ...{ notifyRooms, notifyDirect, quietHours },
      sound: sound !== undefined,
      // Not there where the place sends no mail.
      ...(digest !== undefined && { digest }),
      ...(quietHours && zoneFor(c)),
    };
    await updatePreferences(context, actorOf(c), parse(updates, wanted));
    return c.redirect("/settings/notifications?saved", 303);
  });
}
