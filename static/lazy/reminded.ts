import type { Reminder } from "../../src/lib/contract/objects.ts";
import { request } from "../live/api.ts";
import { goTo } from "../moves.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

/** Milliseconds after which word of a reminder is no news. */
const freshMilliseconds = 20_000;
const longestText = 80;
const told = new Set<string>();

const isNews = ({ message, at, toldAt }: Reminder) =>
  toldAt !== null && Date.now() - Date.parse(toldAt) < freshMilliseconds && !told.has(`${message.id} ${at}`);

/** Says of what one asked to be reminded now, and leads there. */
export async function showReminded(): Promise<void> {
  const answer = await request("GET", "/api/reminders").catch(() => undefined);
  const { reminders } = (answer ?? { reminders: [] }) as { reminders: Reminder[] };
  for (const reminder of reminders.filter(isNews)) {
    const { message, at } = reminder;
    told.add(`${message.id} ${at}`);
    const path = `/rooms/${message.roomId}?at=${message.sequence}#message-${message.id}`;
    const text = message.content.slice(0, longestText);
    toast(t("actions.reminded", { text }), { label: t("actions.show"), act: () => goTo(path) });
  }
}
