import type { Message } from "../../format.ts";

export const rooms = {} satisfies Record<string, Message>;
