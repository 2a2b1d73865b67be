import type { Message } from "../../format.ts";

export const threads = {
  "threads.label": "Reply in thread",
  "threads.placeholder": "Reply…",
  "threads.also": "Also send to {room}",
  "threads.follow": "Follow",
  "threads.following": "Following",
  "threads.quote": "Quote",
} satisfies Record<string, Message>;
