import { removeExpired } from "../domain/access-changes.ts";
import type { Context } from "../domain/context.ts";
import { MINUTE } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds; spread so that nodes do not all come at once. */
const EVERY = 10 * MINUTE;

export const startCleanUp = (context: Context, onError: (error: unknown) => void) =>
  loop({ every: () => EVERY * (0.5 + Math.random()), run: () => removeExpired(context), onError });
