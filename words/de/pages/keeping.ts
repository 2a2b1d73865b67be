import type { keeping as english } from "../../en/pages/keeping.ts";
import type { Message } from "../../format.ts";

export const keeping: Record<keyof typeof english, Message> = {
  "remind.title": "Erinnere mich",
  "remind.minutes": "In 20 Minuten",
  "remind.hour": "In einer Stunde",
  "remind.tomorrow": "Morgen um 9:00",
  "remind.week": "Montag um 9:00",
  "remind.own": "Zu einer anderen Zeit",
  "remind.rule": "Ein Zeitpunkt, der noch kommt.",
  "remind.submit": "Erinnere mich",
  "remind.set": "Du wirst am {time} erinnert.",
  "remind.drop": "Nicht erinnern",
  "forward.title": "Weiterleiten",
  "forward.to": "An",
  "forward.comment": "Kommentar",
  "forward.submit": "Weiterleiten",
  "saved.title": "Gemerkt",
  "saved.open": "Gemerkt",
  "saved.done": "Erledigt",
  "saved.reminders": "Erinnerungen",
  "saved.told": { one: "{count} wartet", other: "{count} warten" },
  "saved.aRoom": "Ein Raum",
  "saved.markDone": "Erledigt",
  "saved.reopen": "Nicht erledigt",
  "saved.remove": "Entfernen",
  "saved.anHour": "Noch einmal in einer Stunde",
  "saved.none":
    "Du hast dir nichts gemerkt. Merke dir eine Nachricht über ihr Menü, dann findest du sie hier.",
  "saved.noneDone": "Hier liegt, womit du fertig bist.",
  "saved.noReminder": "Keine Erinnerung steht an. Das Menü einer Nachricht stellt eine.",
};
