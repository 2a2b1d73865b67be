/** Times are kept as milliseconds since 1970 and leave as ISO 8601 UTC with milliseconds. */
export const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const toTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : toTime(milliseconds);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
