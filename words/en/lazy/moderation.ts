import type { Message } from "../../format.ts";

export const moderation = {
  "moderation.report": "Report to moderators",
  "moderation.reason": "Reason",
  "moderation.send": "Send report",
  "moderation.reported": "Reported. Thank you.",
} satisfies Record<string, Message>;
