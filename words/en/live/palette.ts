import type { Message } from "../../format.ts";

export const palette = {} satisfies Record<string, Message>;
