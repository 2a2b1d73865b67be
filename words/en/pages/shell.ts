import type { Message } from "../../format.ts";

export const shell = {
  "layout.skip": "Skip to content",
} satisfies Record<string, Message>;
