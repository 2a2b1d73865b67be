import type { messages as english } from "../../en/pages/messages.ts";
import type { Message } from "../../format.ts";

export const messages: Record<keyof typeof english, Message> = {};
