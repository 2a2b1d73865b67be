import type { Message } from "../../format.ts";

export const composer = {} satisfies Record<string, Message>;
