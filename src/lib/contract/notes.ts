/** What messages of the type `system` say (docs/protocol.md, System messages): their content is one of these as JSON. */
import type { Membership, Room } from "./objects.ts";

/** What was set, each with its new value. */
export type ChangedSettings = Partial<
  Pick<Room, "name" | "topic" | "description" | "posting" | "slowMode" | "messageLifetime" | "isDefault">
>;

export type RoomNote =
  | { changed: ChangedSettings }
  | { archived: boolean }
  /** `displayName`: what the member was called. `handOver`: the one who gave the role is a member from then on. */
  | { role: Membership["role"]; userId: string; displayName: string; handOver?: true };

/** Undefined for what a newer version says. */
export function readNote(content: string): Partial<Record<string, unknown>> | undefined {
  try {
    const note: unknown = JSON.parse(content);
    return typeof note === "object" && note !== null ? { ...note } : undefined;
  } catch {
    return undefined;
  }
}
