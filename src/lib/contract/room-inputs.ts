/** What those who look after a room may say of it (docs/protocol.md, Rooms). */
import { z } from "zod";
import { roomName, text, topic } from "./inputs.ts";
import { membershipRole, posting } from "./objects.ts";

const description = text(0, 1000).nullable();
/** Seconds between two messages of a member at most. */
const MAX_SLOW_MODE = 21_600;
/** What a room is: only what is named changes. `isDefault` is for those who look after the place. */
export const updateRoom = z
  .strictObject({
    name: roomName,
    topic,
    description,
    posting,
    /** Seconds; 0: as many messages as one likes. */
    slowMode: z.int().min(0).max(MAX_SLOW_MODE),
    /** Seconds, up to a year; null: they stay. */
    messageLifetime: z.int().min(1).max(31_536_000).nullable(),
    isDefault: z.boolean(),
  })
  .partial();
/** `handOver`: whoever makes somebody else owner is a member from then on, in the same moment. */
export const changeRole = z
  .strictObject({ role: membershipRole, handOver: z.boolean().optional() })
  .refine(({ role, handOver }) => !handOver || role === "owner", {
    path: ["handOver"],
    message: "only to a new owner",
  });

export type UpdateRoom = z.output<typeof updateRoom>;
export type ChangeRole = z.output<typeof changeRole>;
