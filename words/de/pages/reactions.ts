import type { Message } from "../../format.ts";

export const reactions = {
  "reactions.title": "Reaktionen",
  "reactions.another": "Ein anderes Emoji",
  "reactions.anotherHint": "Ein Emoji, oder der Name eines eigenen zwischen Doppelpunkten.",
} satisfies Record<string, Message>;
