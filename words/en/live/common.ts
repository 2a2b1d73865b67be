import type { Message } from "../../format.ts";

export const common = {
  "common.cancel": "Cancel",
  "common.close": "Close",
  "common.save": "Save",
  "common.retry": "Retry",
  "common.discard": "Discard",
} satisfies Record<string, Message>;
