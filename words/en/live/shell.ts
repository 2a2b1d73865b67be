import type { Message } from "../../format.ts";

export const shell = {} satisfies Record<string, Message>;
