import type { Message } from "../../format.ts";

export const reactions = {
  "reactions.by": "{people} reacted with {emoji}",
  "reactions.you": "You",
  "reactions.others": { one: "{count} other", other: "{count} others" },
  "reactions.who": "Who reacted",
  "reactions.failed": "Your reaction could not be kept.",
  "reactions.unknown": "Who reacted cannot be found out now.",
  "reactions.custom": "Custom",
} satisfies Record<string, Message>;
