import { reader } from "./words.ts";

/** A point in time as the reader writes it, in their own time zone. */
export function formatTime(time: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  const { locale, timeZone, hourCycle } = reader();
  return new Intl.DateTimeFormat(locale, { timeZone, hourCycle, ...options }).format(new Date(time));
}

/** `21 November 2026`. */
export const longDate = (time: string | number): string => formatTime(time, { dateStyle: "long" });

/** `21 Nov 2026, 14:05`. */
export const dateAndTime = (time: string | number): string =>
  formatTime(time, { dateStyle: "medium", timeStyle: "short" });
