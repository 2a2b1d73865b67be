import type { Message } from "../../format.ts";

export const admin = {
  "admin.title": "Administration",
  "admin.place": "This place",
  "admin.people": "People",
  "admin.reports": "Reports",
  "admin.audit": "Audit log",
  "admin.placeHint": "Everyone sees it beside the mark and in the title of every page.",
} satisfies Record<string, Message>;
