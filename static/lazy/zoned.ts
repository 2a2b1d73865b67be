/** As src/lib/zoned.ts, by the browser: times as a calendar and a clock on the wall show them, where the reader lives. */

const { timeZone = "UTC" } = document.documentElement.dataset;
const shown = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" });
const shownAt = (at: number): number => Date.parse(`${shown.format(at).replace(" ", "T")}Z`);

/** The instant at which it is this day and time (`2026-11-23`, `09:00`); NaN where that is none. */
export function instantOf(day: string, time: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wall)) return NaN;
  const guess = wall - (shownAt(wall) - wall);
  return guess + (wall - shownAt(guess));
}

const dayMilliseconds = 86_400_000;

/** The day that it will be in some days, as `2026-11-23`. */
export const dayIn = (days: number): string =>
  new Date(shownAt(Date.now()) + days * dayMilliseconds).toISOString().slice(0, 10);

/** Days until the next Monday, which is not today. */
export const untilMonday = (): number => {
  const weekday = new Date(shownAt(Date.now())).getUTCDay();
  return (8 - weekday) % 7 || 7;
};
