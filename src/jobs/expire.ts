import type { Context } from "../domain/context.ts";
import { expireMessages, nextExpiry } from "../domain/messages/index.ts";
import { SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds between two looks at most, and at least: those of one moment go together. */
const EVERY = 5 * SECOND;
const SOONEST = 100;

/** Lets messages go whose time has come. Every node looks, and what two find at once goes once. */
export function startExpiring(context: Context, onError: (error: unknown) => void) {
  let next = EVERY;
  const run = async () => {
    next = EVERY;
    const due = await nextExpiry(context);
    if (due === undefined) return;
    if (due <= 0) await expireMessages(context);
    next = Math.min(EVERY, Math.max(due, SOONEST));
  };
  return loop({ every: () => next * (0.75 + Math.random() / 2), run, onError });
}
