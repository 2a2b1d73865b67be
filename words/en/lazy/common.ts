import type { Message } from "../../format.ts";

export const common = {
  "common.cancel": "Cancel",
  "common.close": "Close",
  "common.save": "Save",
} satisfies Record<string, Message>;
