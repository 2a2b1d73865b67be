import type { actions as english } from "../../en/lazy/actions.ts";
import type { Message } from "../../format.ts";

export const actions: Record<keyof typeof english, Message> = {
  "actions.copyText": "Text kopieren",
  "actions.copyLink": "Link kopieren",
  "actions.edit": "Bearbeiten",
  "actions.delete": "Löschen",
};
