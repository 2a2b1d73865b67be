import type { common as english } from "../../en/lazy/common.ts";
import type { Message } from "../../format.ts";

export const common: Record<keyof typeof english, Message> = {
  "common.cancel": "Abbrechen",
  "common.close": "Schließen",
  "common.save": "Speichern",
};
