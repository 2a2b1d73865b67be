import type { Message } from "../../format.ts";

export const notifications = {
  "settings.notifications.title": "Notifications",
  "settings.notifications.rooms": "In rooms, tell me about",
  "settings.notifications.direct": "In direct messages, tell me about",
  "settings.notifications.everything": "Everything",
  "settings.notifications.mentions": "Mentions of me",
  "settings.notifications.nothing": "Nothing",
  "settings.notifications.levelHint": "A single room can be set differently, in the room itself.",
  "settings.notifications.quiet": "Quiet hours",
  "settings.notifications.quietHint": "Between these times nothing is pushed to your devices.",
  "settings.notifications.from": "From",
  "settings.notifications.to": "To",
  "settings.notifications.sound": "Sound",
  "settings.notifications.soundHint": "A short tone while Wisp is open and you look elsewhere.",
  "settings.notifications.device": "This device",
  "push.mentioned": "{name} mentioned you in {room}",
  "push.reminder": "Reminder: {name} wrote",
  "push.replied": "{name} replied in {room}",
  "push.inRoom": "{name} in {room}",
  "push.picture": "Sent a picture",
  "push.file": "Sent a file",
} satisfies Record<string, Message>;
