/** Times are kept as milliseconds since 1970 and leave as ISO 8601 UTC with milliseconds. */
export function toTime(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, text: new Date(milliseconds).toISOString() };
  return last.text;
}

/** The messages of a busy moment were made in the same millisecond. */
let last = { milliseconds: 0, text: new Date(0).toISOString() };

export const toTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : toTime(milliseconds);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const units = [
  [DAY, "day"],
  [HOUR, "hour"],
  [MINUTE, "minute"],
  [SECOND, "second"],
] as const;

/** A length of whole seconds in the largest unit that takes it whole, as the API says it: `15 minutes`. */
export function inWords(milliseconds: number): string {
  const [length, unit] = units.find(([each]) => milliseconds % each === 0) ?? [SECOND, "second"];
  const count = milliseconds / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
