import type { Context } from "../domain/context.ts";
import { nextScheduled, sendDue } from "../domain/scheduled/index.ts";
import { SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds between two looks at most: so much later is sent what another node was told to send within that time. */
const EVERY = 5 * SECOND;
/** Milliseconds: those of one moment are taken together. */
const SOONEST = 50;

/** Sends messages when it is time, by the database's clock. Every node looks; each message is one's alone. */
export function startSending(context: Context, onError: (error: unknown) => void) {
  let next = EVERY;
  const run = async () => {
    next = EVERY;
    const due = await nextScheduled(context);
    if (due === undefined) return;
    if (due <= 0) await sendDue(context, onError);
    next = Math.min(EVERY, Math.max(due, SOONEST));
  };
  const job = loop({ every: () => next, run, onError });
  job.soon();
  context.events.subscribe((event) => {
    if (event.type === "own_changed" && event.thing === "scheduled") job.soon(SOONEST);
  });
  return job;
}
