import { locale as language, t } from "./words.ts";

const { dataset } = document.documentElement;
const cookie = "wisp-time-zone";
const year = 31_536_000;

/** The zone that the browser is in, and the one that it said when it asked for the page. */
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = decodeURIComponent(new RegExp(`(?:^|; )${cookie}=([^;]*)`).exec(document.cookie)?.[1] ?? "");

if (said !== here)
  document.cookie = `${cookie}=${encodeURIComponent(here)}; path=/; max-age=${year}; samesite=lax`;

/** Whether the page's times are of a zone that the browser is not in any more; those that a person chose stay. */
export const moved = said !== here && dataset.timeZone === (said || "UTC") && dataset.timeZone !== here;
if (moved) dataset.timeZone = here;

const { timeZone = "UTC", locale = language } = dataset;
const hourCycle = dataset.hourCycle === "h12" ? "h12" : "h23";
const hour = hourCycle === "h12" ? "numeric" : "2-digit";

const times = new Intl.DateTimeFormat("en", { hour, minute: "2-digit", hourCycle, timeZone });
const moments = new Intl.DateTimeFormat(locale, {
  dateStyle: "full",
  timeStyle: "short",
  hourCycle,
  timeZone,
});
/** Swedish dates are written as ISO 8601 has them. */
const days = new Intl.DateTimeFormat("sv", { timeZone });
const named = { weekday: "long", day: "numeric", month: "long", timeZone } as const;
const dates = new Intl.DateTimeFormat(locale, named);
const shortDates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone });
const datesWithYear = new Intl.DateTimeFormat(locale, { ...named, year: "numeric" });

/** `14:05` or `2:05 PM`, as views/clock.ts writes it. */
export const timeOf = (date: Date): string => times.format(date).replace("\u202f", " ");

/** The whole of it, for a title. */
export const momentOf = (date: Date): string => moments.format(date);

/** `21 Nov`. */
export const dateOf = (date: Date): string => shortDates.format(date);

/** A day as the reader's calendar has it: `2026-11-20`. */
export const dayOf = (date: Date): string => days.format(date);

const dayMilliseconds = 86_400_000;

/** `Today`, `Yesterday`, `Friday, November 20`. */
export function dayName(date: Date, now = new Date()): string {
  const day = dayOf(date);
  if (day === dayOf(now)) return t("messages.today");
  if (day === dayOf(new Date(now.getTime() - dayMilliseconds))) return t("messages.yesterday");
  return (day.slice(0, 4) === dayOf(now).slice(0, 4) ? dates : datesWithYear).format(date);
}
