import type { notifications as english } from "../../en/lazy/notifications.ts";
import type { Message } from "../../format.ts";

export const notifications: Record<keyof typeof english, Message> = {
  "notifications.turnOn": "Einschalten",
  "notifications.turnOff": "Ausschalten",
  "notifications.on": "Sagt dir, was du verpasst, auch wenn Wisp geschlossen ist.",
  "notifications.off": "Sagt dir nichts, solange Wisp geschlossen ist.",
  "notifications.blocked":
    "Für diese Seite gesperrt. Erlaube Benachrichtigungen in den Einstellungen deines Browsers und lade neu.",
  "notifications.unsupported": "Dieser Browser kann nichts empfangen, solange Wisp geschlossen ist.",
  "notifications.homeScreen": "Lege Wisp zuerst auf deinen Startbildschirm und öffne es von dort.",
  "notifications.failed": "Das hat nicht geklappt. Bitte versuche es noch einmal.",
  "notifications.hintLabel": "Benachrichtigungen",
  "notifications.hint": "Soll dieses Gerät dir sagen, wenn dir jemand schreibt und Wisp geschlossen ist?",
  "notifications.notNow": "Jetzt nicht",
};
