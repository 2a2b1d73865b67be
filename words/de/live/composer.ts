import type { composer as english } from "../../en/live/composer.ts";
import type { Message } from "../../format.ts";

export const composer: Record<keyof typeof english, Message> = {};
