import { DAY, HOUR, MINUTE } from "./time.ts";

export const reminderChoices = ["minutes", "hour", "tomorrow", "week"] as const;
export type ReminderChoice = (typeof reminderChoices)[number];

/** `GMT+05:30` as milliseconds; `GMT` alone is none. */
function offsetAt(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).format(at);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  if (!sign) return 0;
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return sign === "-" ? -size : size;
}

/** When clocks of a zone show this (`local`, as if they were in UTC); where they pass over it, an hour later or earlier. */
function momentOf(local: number, timeZone: string): number {
  const near = local - offsetAt(local, timeZone);
  return local - offsetAt(near, timeZone);
}

/** `2026-11-20T09:00`, as a form says it, where the person is: milliseconds since 1970. */
export const localMoment = (text: string, timeZone: string): number =>
  momentOf(Date.parse(`${text}Z`), timeZone);

const MORNING = 9 * HOUR;
const MONDAY = 1;

/** In twenty minutes, in an hour, tomorrow at nine or on Monday at nine, where the person is: milliseconds since 1970. */
export function remindAt(choice: ReminderChoice, now: number, timeZone: string): number {
  if (choice === "minutes") return now + 20 * MINUTE;
  if (choice === "hour") return now + HOUR;
  const local = now + offsetAt(now, timeZone);
  const today = Math.floor(local / DAY) * DAY;
  const days = choice === "tomorrow" ? 1 : ((MONDAY + 6 - new Date(today).getUTCDay()) % 7) + 1;
  return momentOf(today + days * DAY + MORNING, timeZone);
}
