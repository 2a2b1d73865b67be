/** Times as a calendar and a clock on the wall show them, in a time zone. */

const shownIn = (timeZone: string, at: number): number => {
  // Swedish dates are written as ISO 8601 has them.
  const text = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(
    at,
  );
  return Date.parse(`${text.replace(" ", "T")}Z`);
};

/**
 * The instant at which it is this day and time (`2026-11-23`, `09:00`) in a time zone; NaN where that is none. Of a time
 * that there is twice, or not at all, because clocks are changed, one an hour beside it at most.
 */
export function instantOf(day: string, time: string, timeZone: string): number {
  const wall = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(`${day} ${time}`) ? Date.parse(`${day}T${time}:00Z`) : NaN;
  if (Number.isNaN(wall)) return NaN;
  const guess = wall - (shownIn(timeZone, wall) - wall);
  return guess + (wall - shownIn(timeZone, guess));
}

/** What day and time it is at an instant: `["2026-11-23", "09:00"]`. */
export function wallOf(at: number, timeZone: string): [day: string, time: string] {
  const [day = "", time = ""] = new Date(shownIn(timeZone, at)).toISOString().split("T");
  return [day, time.slice(0, 5)];
}
