import type { Message } from "../../format.ts";

export const threads = {
  "threads.title": "Threads",
  "threads.thread": "Thread",
  "threads.close": "Close the thread",
  "threads.feed": "Thread in {room}",
  "threads.followHint": "Hear of new replies in this thread",
  "threads.earlier": "Earlier replies",
  "threads.none": "Threads that you begin, reply to or are named in appear here.",
  "threads.noneUnread": "You have read every reply.",
  "threads.readAll": "Mark all as read",
  "threads.read": "Mark as read",
  "threads.more": { one: "{count} more reply", other: "{count} more replies" },
  "threads.open": "Open thread",
  "threads.older": "Older threads",
  "threads.all": "All",
  "threads.unread": "Unread",
  "threads.newReplies": { one: "{count} new reply", other: "{count} new replies" },
} satisfies Record<string, Message>;
