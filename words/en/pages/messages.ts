import type { Message } from "../../format.ts";

export const messages = {
  "messages.feed": "Messages in {room}",
  "messages.beginning": "This is where the room begins. Everything said here stays for those who join later.",
  "messages.beginningDirect": "This is where your conversation begins. Only the people in it can read it.",
  "messages.invite": "Invite people",
  "messages.markRead": { one: "Mark {count} as read", other: "Mark {count} as read" },
  "messages.aboutTitle": "Message",
  "messages.deletedNow": "You deleted this message.",
  "messages.restore": "Undo",
  "messages.save": "Save",
  "messages.unsave": "Remove from saved",
  "messages.pin": "Pin",
  "messages.unpin": "Unpin",
  "messages.markUnread": "Mark unread from here",
  "messages.versions": "Earlier versions",
  "messages.editTitle": "Edit message",
  "messages.back": "Back to the room",
  "messages.content": "Message",
  "messages.saveChanges": "Save changes",
  "messages.delete": "Delete",
  "messages.deleteTitle": "Delete message",
  "messages.deleteWarning":
    "Everyone sees that a message stood here, but not what it said. You can undo this for a minute.",
} satisfies Record<string, Message>;
