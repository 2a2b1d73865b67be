import type { Message } from "../../format.ts";

export const actions = {
  "actions.copyText": "Copy text",
  "actions.copyLink": "Copy link",
  "actions.edit": "Edit",
  "actions.delete": "Delete",
} satisfies Record<string, Message>;
