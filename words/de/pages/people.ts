import type { people as english } from "../../en/pages/people.ts";
import type { Message } from "../../format.ts";

export const people: Record<keyof typeof english, Message> = {};
