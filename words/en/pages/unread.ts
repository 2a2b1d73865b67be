import type { Message } from "../../format.ts";

export const unread = {
  "unread.title": "Unread",
  "unread.none": "You have read everything.",
  "unread.readAll": "Mark all as read",
  "unread.read": "Mark as read",
  "unread.open": "Open room",
  "unread.more": { one: "{count} more in the room", other: "{count} more in the room" },
  "unread.count": { one: "{count} unread message", other: "{count} unread messages" },
  "unread.moreRooms": {
    one: "{count} more room has unread messages. It shows here when these are read.",
    other: "{count} more rooms have unread messages. They show here when these are read.",
  },
} satisfies Record<string, Message>;
