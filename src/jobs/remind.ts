import type { Context } from "../domain/context.ts";
import { nextReminder, tellReminders } from "../domain/reminders/index.ts";
import { SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds after which a node looks whether another reminder was set, of which a random part. */
const EVERY = 5 * SECOND;

type Options = {
  context: Context;
  /** Something is to be sent. */
  onOrdered: () => void;
  onError: (error: unknown) => void;
};

/** Reminds people of messages when they asked to be. Every node looks; whichever marks a reminder first tells of it. */
export function startReminding({ context, onOrdered, onError }: Options) {
  let next = EVERY;
  const run = async () => {
    next = EVERY;
    const due = await nextReminder(context);
    if (due === undefined) return;
    next = Math.min(EVERY, Math.max(due, 0));
    if (due <= 0 && (await tellReminders(context))) onOrdered();
  };
  return loop({ every: () => next * (0.75 + Math.random() / 2), run, onError });
}
