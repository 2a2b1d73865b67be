import { DAY, HOUR, MINUTE } from "./time.ts";

const MAX_CLOCKS = 1000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Swedish dates and times are written as ISO 8601 has them. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" });
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(timeZone, known);
  return known;
}

/** What the clocks of a zone show at a moment, as if it were UTC. */
const shownAt = (at: number, timeZone: string): number =>
  Date.parse(`${clockOf(timeZone).format(at).replace(" ", "T")}Z`);

/** The moment at which they show it; where an hour is skipped or comes twice, within that hour. */
function momentOf(shown: number, timeZone: string): number {
  const guess = shown - (shownAt(shown, timeZone) - shown);
  return guess - (shownAt(guess, timeZone) - shown);
}

/** Later than anybody asks for: until it is turned off. */
export const FOR_EVER = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** How long something is to last, as a form says it. `tomorrow` is nine o'clock, `today` and `week` end at midnight. */
export const durations = ["half", "hour", "four", "today", "tomorrow", "week", "ever"] as const;
export type Duration = (typeof durations)[number];

/** The end of it, in milliseconds since 1970, for somebody whose clocks are of this zone. */
export function endOf(duration: Duration, now: number, timeZone: string): number {
  const midnight = Math.floor(shownAt(now, timeZone) / DAY) * DAY;
  const ends: Record<Duration, () => number> = {
    half: () => now + 30 * MINUTE,
    hour: () => now + HOUR,
    four: () => now + 4 * HOUR,
    today: () => momentOf(midnight + DAY, timeZone),
    tomorrow: () => momentOf(midnight + DAY + 9 * HOUR, timeZone),
    week: () => momentOf(midnight + 7 * DAY, timeZone),
    ever: () => FOR_EVER,
  };
  return ends[duration]();
}
