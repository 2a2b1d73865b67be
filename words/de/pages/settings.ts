import type { settings as english } from "../../en/pages/settings.ts";
import type { Message } from "../../format.ts";

export const settings: Record<keyof typeof english, Message> = {};
