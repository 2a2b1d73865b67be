import type { invitations as english } from "../../en/pages/invitations.ts";
import type { Message } from "../../format.ts";

export const invitations: Record<keyof typeof english, Message> = {};
