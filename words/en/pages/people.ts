import type { Message } from "../../format.ts";

export const people = {} satisfies Record<string, Message>;
