import type { Message } from "../../format.ts";

export const entrance = {} satisfies Record<string, Message>;
