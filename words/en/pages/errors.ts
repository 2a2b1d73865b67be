import type { Message } from "../../format.ts";

export const errors = {} satisfies Record<string, Message>;
