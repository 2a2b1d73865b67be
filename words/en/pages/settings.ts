import type { Message } from "../../format.ts";

export const settings = {} satisfies Record<string, Message>;
