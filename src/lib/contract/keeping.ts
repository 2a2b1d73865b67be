/** What callers say of messages that they want to find again; a part of inputs.ts. */
import { z } from "zod";
import { reminderChoices } from "../remind-at.ts";
import { clientMessageId, page, sequence, text } from "./inputs.ts";
import { id, time } from "./objects.ts";

/** A message: it and all after it are unread. */
export const markUnread = z.strictObject({ sequence: sequence.min(1) });
/** Whether one is done with it. */
export const saveMessage = z.strictObject({ done: z.boolean().default(false) });
/**
 * When: at a moment, in twenty minutes (`minutes`) or an hour, tomorrow or on Monday at nine where the caller is, or when
 * their clock shows `local`.
 */
export const setReminder = z
  .strictObject({
    at: time.optional(),
    when: z.enum(reminderChoices).optional(),
    local: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      .refine((moment) => !Number.isNaN(Date.parse(`${moment}Z`)))
      .optional(),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    path: ["at"],
    message: "one of at, when and local",
  });
/** To a room or to a person. What is forwarded is cut where the comment leaves too little room for it. */
export const forwardMessage = z
  .strictObject({
    roomId: id.optional(),
    userId: id.optional(),
    comment: text(0, 2000).default(""),
    clientMessageId: clientMessageId.optional(),
  })
  .refine(({ roomId, userId }) => (roomId === undefined) !== (userId === undefined), {
    path: ["roomId"],
    message: "either a room or a person",
  });
/** Seconds, a year at most; 0: for ever. */
export const editWindow = z.strictObject({ seconds: z.int().min(0).max(31_536_000) });
export const savedQuery = z.object({ done: z.stringbool().catch(false), page });

export type EditWindow = z.output<typeof editWindow>;
export type SavedQuery = z.output<typeof savedQuery>;
export type SetReminder = z.output<typeof setReminder>;
