import type { Message } from "../../format.ts";

export const shell = {
  "layout.skip": "Skip to content",
  "layout.description": "Rooms, direct messages and presence for a team, on a machine of its own.",
} satisfies Record<string, Message>;
