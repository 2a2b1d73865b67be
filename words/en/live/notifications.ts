import type { Message } from "../../format.ts";

export const notifications = {} satisfies Record<string, Message>;
