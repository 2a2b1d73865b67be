import type { Message } from "../../format.ts";

export const shell = {
  "shell.online": "online",
} satisfies Record<string, Message>;
