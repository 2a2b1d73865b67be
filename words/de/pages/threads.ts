import type { threads as english } from "../../en/pages/threads.ts";
import type { Message } from "../../format.ts";

export const threads: Record<keyof typeof english, Message> = {
  "threads.title": "Threads",
  "threads.thread": "Thread",
  "threads.close": "Thread schließen",
  "threads.feed": "Thread in {room}",
  "threads.followHint": "Von neuen Antworten in diesem Thread erfahren",
  "threads.earlier": "Frühere Antworten",
  "threads.none": "Hier erscheinen Threads, die du beginnst, in denen du antwortest oder erwähnt wirst.",
  "threads.noneUnread": "Du hast alle Antworten gelesen.",
  "threads.readAll": "Alle als gelesen markieren",
  "threads.read": "Als gelesen markieren",
  "threads.more": { one: "{count} weitere Antwort", other: "{count} weitere Antworten" },
  "threads.open": "Thread öffnen",
  "threads.older": "Ältere Threads",
  "threads.all": "Alle",
  "threads.unread": "Ungelesen",
  "threads.newReplies": { one: "{count} neue Antwort", other: "{count} neue Antworten" },
};
