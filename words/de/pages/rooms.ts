import type { rooms as english } from "../../en/pages/rooms.ts";
import type { Message } from "../../format.ts";

export const rooms: Record<keyof typeof english, Message> = {};
