import type { Message } from "../../format.ts";

export const reactions = {
  "reactions.title": "Reactions",
  "reactions.another": "Another emoji",
  "reactions.anotherHint": "One emoji, or the name of a custom one between colons.",
} satisfies Record<string, Message>;
