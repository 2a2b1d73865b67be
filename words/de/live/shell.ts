import type { shell as english } from "../../en/live/shell.ts";
import type { Message } from "../../format.ts";

export const shell: Record<keyof typeof english, Message> = {
  "shell.online": "online",
};
