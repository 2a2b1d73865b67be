import type { threads as english } from "../../en/lazy/threads.ts";
import type { Message } from "../../format.ts";

export const threads: Record<keyof typeof english, Message> = {
  "threads.label": "Im Thread antworten",
  "threads.placeholder": "Antworten …",
  "threads.also": "Auch an {room} senden",
  "threads.follow": "Folgen",
  "threads.following": "Gefolgt",
  "threads.quote": "Zitieren",
};
