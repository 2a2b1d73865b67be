import type { Message } from "../../format.ts";

export const people = {
  "status.set": "Status",
  "status.peace": "Do not disturb",
  "absent.notHere": "{name} is not in this room, and does not hear of this.",
  "absent.invite": "Invite",
  "absent.invited": "{name} is in the room now.",
} satisfies Record<string, Message>;
