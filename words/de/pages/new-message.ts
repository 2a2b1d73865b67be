import type { newMessage as english } from "../../en/pages/new-message.ts";
import type { Message } from "../../format.ts";

export const newMessage: Record<keyof typeof english, Message> = {
  "newMessage.title": "Neue Nachricht",
  "newMessage.lead": "Schreib einer Person oder mehreren zusammen.",
  "newMessage.leadAdd":
    "Mit mehr Leuten beginnt eine neue Unterhaltung. Was bisher gesagt wurde, bleibt bei denen, die dabei waren.",
  "newMessage.to": "An",
  "newMessage.add": "Hinzufügen",
  "newMessage.takeOut": "Herausnehmen",
  "newMessage.start": { one: "Mit {count} Person beginnen", other: "Zu {count} beginnen" },
  "newMessage.full": {
    one: "Eine Unterhaltung hat höchstens {count} Person. Für mehr gibt es Räume.",
    other: "Eine Unterhaltung hat höchstens {count} Leute. Für mehr gibt es Räume.",
  },
};
