/** The part of objects.ts that is about reactions, and the emoji of a place. */
import { z } from "zod";
import { id, time } from "./basics.ts";

/** How many of those who used an emoji a message names. The others are in its `count`. */
export const MAX_REACTORS_TOLD = 50;
/**
 * Who answered a message with one emoji, or with `:name:` of a custom one: how many, and by name the first fifty of them in
 * their order. All of a message's reactions stand in the order in which each emoji was first used.
 */
export const reaction = z.object({
  emoji: z.string(),
  count: z.int().min(1),
  userIds: z.array(id).max(MAX_REACTORS_TOLD),
});
/** The same with names, for one reader: `mine` says whether they are among those who are not named. */
export const reactors = z.object({
  emoji: z.string(),
  count: z.int().min(1),
  mine: z.boolean(),
  people: z.array(z.object({ userId: id, displayName: z.string() })),
});
/** A picture that this place uses as an emoji. An alias shows the picture of another one. */
export const customEmoji = z.object({
  name: z.string(),
  aliasOf: z.string().nullable(),
  url: z.string(),
  createdBy: id,
  createdAt: time,
});

export type Reaction = z.infer<typeof reaction>;
export type Reactors = z.infer<typeof reactors>;
export type CustomEmoji = z.infer<typeof customEmoji>;
