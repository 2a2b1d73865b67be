import type { Message } from "../../format.ts";

export const invitations = {} satisfies Record<string, Message>;
