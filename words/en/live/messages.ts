import type { Message } from "../../format.ts";

export const messages = {} satisfies Record<string, Message>;
