import type { common as english } from "../../en/live/common.ts";
import type { Message } from "../../format.ts";

export const common: Record<keyof typeof english, Message> = {
  "common.cancel": "Abbrechen",
  "common.close": "Schließen",
  "common.save": "Speichern",
  "common.retry": "Erneut versuchen",
  "common.discard": "Verwerfen",
};
