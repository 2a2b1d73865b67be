import type { errors as english } from "../../en/pages/errors.ts";
import type { Message } from "../../format.ts";

export const errors: Record<keyof typeof english, Message> = {};
