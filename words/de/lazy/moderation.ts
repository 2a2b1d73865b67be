import type { moderation as english } from "../../en/lazy/moderation.ts";
import type { Message } from "../../format.ts";

export const moderation: Record<keyof typeof english, Message> = {
  "moderation.report": "Der Moderation melden",
  "moderation.reason": "Grund",
  "moderation.send": "Meldung senden",
  "moderation.reported": "Gemeldet. Danke.",
};
