import { signal } from "@preact/signals";

/** What the islands show. One place, so that the live client and the islands need not know each other. */
export type ConnectionState = "connecting" | "online" | "reconnecting" | "stopped";

export const connection = signal<ConnectionState>("connecting");
/** When the next try to connect begins (milliseconds since 1970), while one is waited for. */
export const retryAt = signal<number | undefined>(undefined);
/** A sentence about something that could not be done, until the next thing that could. */
export const notice = signal<string | undefined>(undefined);
/** Who is typing in the room on show: user id to name. */
export const typing = signal<ReadonlyMap<string, string>>(new Map());
/** Whether the newest message is in view, and how many have come since it was not. */
export const atEnd = signal(true);
export const unseen = signal(0);
