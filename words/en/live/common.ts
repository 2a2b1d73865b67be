import type { Message } from "../../format.ts";

export const common = {
  "common.retry": "Retry",
  "common.discard": "Discard",
} satisfies Record<string, Message>;
