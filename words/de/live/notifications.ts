import type { notifications as english } from "../../en/live/notifications.ts";
import type { Message } from "../../format.ts";

export const notifications: Record<keyof typeof english, Message> = {};
