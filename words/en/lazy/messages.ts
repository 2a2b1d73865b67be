import type { Message } from "../../format.ts";

export const messages = {
  "messages.editLabel": "Edit message",
  "messages.editKeys": "Enter saves, Esc cancels",
} satisfies Record<string, Message>;
