import type { Message } from "../../format.ts";

export const mentions = {
  "mentions.title": "Mentions",
  "mentions.lead": "Messages that name you, in all your rooms.",
  "mentions.none": "Nobody has named you yet.",
  "mentions.older": "Older mentions",
  "mentions.unread": "new",
  "mentions.room": "A room",
} satisfies Record<string, Message>;
