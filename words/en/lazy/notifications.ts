import type { Message } from "../../format.ts";

export const notifications = {
  "notifications.turnOn": "Turn on",
  "notifications.turnOff": "Turn off",
  "notifications.on": "Tells you what you missed, also while Wisp is closed.",
  "notifications.off": "Tells you nothing while Wisp is closed.",
  "notifications.blocked":
    "Blocked for this page. Allow notifications in your browser’s settings for this address, then reload.",
  "notifications.unsupported": "This browser cannot be told while Wisp is closed.",
  "notifications.homeScreen": "Add Wisp to your home screen first, and open it from there.",
  "notifications.failed": "That did not work. Please try again.",
  "notifications.hintLabel": "Notifications",
  "notifications.hint": "Shall this device tell you when somebody writes to you and Wisp is closed?",
  "notifications.notNow": "Not now",
} satisfies Record<string, Message>;
