import type { messages as english } from "../../en/live/messages.ts";
import type { Message } from "../../format.ts";

export const messages: Record<keyof typeof english, Message> = {
  "messages.today": "Heute",
  "messages.yesterday": "Gestern",
  "messages.new": "Neu",
  "messages.edited": "bearbeitet",
  "messages.deleted": "Nachricht gelöscht",
  "messages.removed": "Nachricht von der Moderation gelöscht",
  "messages.pinned": "Angeheftet",
  "messages.older": "Ältere Nachrichten",
  "messages.newer": "Neuere Nachrichten",
  "messages.newest": "Zur neuesten",
  "messages.arrived": { one: "{count} neue Nachricht", other: "{count} neue Nachrichten" },
  "messages.heard": {
    one: "{count} neue Nachricht von {people}",
    other: "{count} neue Nachrichten von {people}",
  },
  "messages.label": "{name}, {time}",
  "messages.actions": "Aktionen der Nachricht",
  "messages.react": "Reagieren",
  "messages.copied": "Kopiert",
  "messages.edit": "Bearbeiten",
  "messages.readBy": "Gelesen von {people}",
  "messages.others": { one: "{count} weiteren Person", other: "{count} weiteren" },
  "messages.delivered": "Zugestellt",
  "messages.replies": { one: "{count} Antwort", other: "{count} Antworten" },
  "messages.reply": "Im Thread antworten",
  "messages.inThread": "In einem Thread",
};
