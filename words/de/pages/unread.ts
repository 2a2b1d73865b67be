import type { unread as english } from "../../en/pages/unread.ts";
import type { Message } from "../../format.ts";

export const unread: Record<keyof typeof english, Message> = {
  "unread.title": "Ungelesen",
  "unread.none": "Du hast alles gelesen.",
  "unread.readAll": "Alles gelesen",
  "unread.read": "Als gelesen markieren",
  "unread.open": "Raum öffnen",
  "unread.more": { one: "{count} weitere im Raum", other: "{count} weitere im Raum" },
  "unread.count": { one: "{count} ungelesene Nachricht", other: "{count} ungelesene Nachrichten" },
  "unread.moreRooms": {
    one: "{count} weiterer Raum hat ungelesene Nachrichten. Er erscheint hier, wenn diese gelesen sind.",
    other:
      "{count} weitere Räume haben ungelesene Nachrichten. Sie erscheinen hier, wenn diese gelesen sind.",
  },
};
