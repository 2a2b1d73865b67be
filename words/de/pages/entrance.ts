import type { entrance as english } from "../../en/pages/entrance.ts";
import type { Message } from "../../format.ts";

export const entrance: Record<keyof typeof english, Message> = {};
