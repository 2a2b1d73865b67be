import type { Message } from "../../format.ts";

export const admin = {
  "admin.title": "Administration",
  "admin.place": "This place",
  "admin.people": "People",
  "admin.reports": "Reports",
  "admin.audit": "Audit log",
  "admin.placeHint": "Everyone sees it beside the mark and in the title of every page.",
  "admin.defaultRooms": "Rooms for every newcomer",
  "admin.defaultRoomsHint":
    "Whoever joins is in these from the beginning. Guests see only what they are brought to.",
  "admin.noDefault": "Remove",
  "admin.openRoom": "Open room",
  "admin.addDefault": "Add",
} satisfies Record<string, Message>;
