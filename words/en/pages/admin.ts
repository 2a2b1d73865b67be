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
  "admin.registration": "Who may make an account",
  "admin.registration.open": "Anybody",
  "admin.registration.openHint": "Whoever finds the page can come in.",
  "admin.registration.invited": "Whoever was invited",
  "admin.registration.invitedHint": "Only by a link or a mail from an admin.",
} satisfies Record<string, Message>;
