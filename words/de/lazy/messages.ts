import type { messages as english } from "../../en/lazy/messages.ts";
import type { Message } from "../../format.ts";

export const messages: Record<keyof typeof english, Message> = {
  "messages.editLabel": "Nachricht bearbeiten",
  "messages.editKeys": "Enter speichert, Esc bricht ab",
};
