import type { common as english } from "../../en/live/common.ts";
import type { Message } from "../../format.ts";

export const common: Record<keyof typeof english, Message> = {
  "common.retry": "Erneut versuchen",
  "common.discard": "Verwerfen",
};
