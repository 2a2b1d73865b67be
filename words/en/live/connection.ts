import type { Message } from "../../format.ts";

export const connection = {} satisfies Record<string, Message>;
