import type { notifications as english } from "../../en/pages/notifications.ts";
import type { Message } from "../../format.ts";

export const notifications: Record<keyof typeof english, Message> = {
  "settings.notifications.title": "Benachrichtigungen",
  "settings.notifications.rooms": "In Räumen benachrichtigen über",
  "settings.notifications.direct": "In Direktnachrichten benachrichtigen über",
  "settings.notifications.everything": "Alles",
  "settings.notifications.mentions": "Erwähnungen",
  "settings.notifications.nothing": "Nichts",
  "settings.notifications.levelHint": "Für einen einzelnen Raum lässt es sich dort anders einstellen.",
  "settings.notifications.quiet": "Ruhezeit",
  "settings.notifications.quietHint": "Zwischen diesen Uhrzeiten kommt nichts auf deine Geräte.",
  "settings.notifications.from": "Von",
  "settings.notifications.to": "Bis",
  "settings.notifications.sound": "Ton",
  "settings.notifications.soundHint": "Ein kurzer Ton, wenn Wisp offen ist und du woanders hinsiehst.",
  "settings.notifications.device": "Dieses Gerät",
  "push.mentioned": "{name} hat dich in {room} erwähnt",
  "push.reminder": "Erinnerung: {name} schrieb",
  "push.replied": "{name} hat in {room} geantwortet",
  "push.inRoom": "{name} in {room}",
  "push.picture": "Hat ein Bild gesendet",
  "push.file": "Hat eine Datei gesendet",
};
