import type { Message } from "../../format.ts";

export const shell = {
  "shell.moved": "{room}, {place} of {count}",
} satisfies Record<string, Message>;
