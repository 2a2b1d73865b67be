import type { shell as english } from "../../en/lazy/shell.ts";
import type { Message } from "../../format.ts";

export const shell: Record<keyof typeof english, Message> = {
  "shell.moved": "{room}, {place} von {count}",
};
