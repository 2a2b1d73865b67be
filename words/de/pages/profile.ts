import type { profile as english } from "../../en/pages/profile.ts";
import type { Message } from "../../format.ts";

export const profile: Record<keyof typeof english, Message> = {};
