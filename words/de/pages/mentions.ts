import type { mentions as english } from "../../en/pages/mentions.ts";
import type { Message } from "../../format.ts";

export const mentions: Record<keyof typeof english, Message> = {
  "mentions.title": "Erwähnungen",
  "mentions.lead": "Nachrichten, in denen du genannt wirst, aus allen deinen Räumen.",
  "mentions.none": "Noch hat dich niemand genannt.",
  "mentions.older": "Ältere Erwähnungen",
  "mentions.unread": "neu",
  "mentions.room": "Ein Raum",
};
