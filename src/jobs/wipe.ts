import type { Context } from "../domain/context.ts";
import { wipe } from "../domain/moderation/index.ts";
import { MINUTE } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds until another node goes on with what one that died has left. */
const EVERY = 5 * MINUTE;
/** Milliseconds after somebody was kept out here. */
const SOON = 50;

/** Deletes what those wrote who are kept out for it. */
export function startWiping(context: Context, onError: (error: unknown) => void) {
  const job = loop({ every: () => EVERY * (0.5 + Math.random()), run: () => wipe(context), onError });
  context.events.subscribe(({ type }) => type === "user_changed" && job.soon(SOON));
  job.soon(SOON + Math.random() * MINUTE);
  return job;
}
