import type { palette as english } from "../../en/live/palette.ts";
import type { Message } from "../../format.ts";

export const palette: Record<keyof typeof english, Message> = {};
