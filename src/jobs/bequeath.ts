import type { Context } from "../domain/context.ts";
import { bequeath } from "../domain/moderation/index.ts";
import { MINUTE } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds until another node goes on with what one that died has left. */
const EVERY = 5 * MINUTE;

/** Gives rooms another owner that lost theirs by a ban, and were not given one along with it. */
export const startBequeathing = (context: Context, onError: (error: unknown) => void) =>
  loop({ every: () => EVERY * (0.5 + Math.random()), run: () => bequeath(context), onError });
