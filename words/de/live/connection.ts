import type { connection as english } from "../../en/live/connection.ts";
import type { Message } from "../../format.ts";

export const connection: Record<keyof typeof english, Message> = {};
