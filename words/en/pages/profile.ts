import type { Message } from "../../format.ts";

export const profile = {} satisfies Record<string, Message>;
