/** A reader's clock and calendar, quick enough for every message of a page: `Intl` is asked once for each half hour. */
import type { Reader } from "./words.ts";

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const MAX_ZONES = 200;
/** Of a zone. */
const MAX_HALF_HOURS = 1000;

/** `offset` in milliseconds ahead of UTC; no zone changes its offset but at a full or a half hour. */
type Zone = { format: Intl.DateTimeFormat; offsets: Map<number, number> };
const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  if (zones.size >= MAX_ZONES) zones.clear();
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const zone = { format, offsets: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}

/** `GMT+05:30` as milliseconds; `GMT` alone is none, and some zones of old have seconds. */
function readOffset(text: string): number {
  const [, sign, hours, minutes, seconds = "0"] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? [];
  if (!sign) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
  return sign === "-" ? -size : size;
}

function offsetAt({ format, offsets }: Zone, at: number): number {
  const halfHour = Math.floor(at / HALF_HOUR);
  const known = offsets.get(halfHour);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_HALF_HOURS) offsets.clear();
  const offset = readOffset(format.format(halfHour * HALF_HOUR));
  offsets.set(halfHour, offset);
  return offset;
}

const two = (value: number) => String(value).padStart(2, "0");
const minutesOfDay = Array.from({ length: 24 * 60 }, (_, minute) => [Math.floor(minute / 60), minute % 60]);

/** Every time of day there is, by its minute. */
const times: Record<Reader["hourCycle"], string[]> = {
  h23: minutesOfDay.map(([hour = 0, minute = 0]) => `${two(hour)}:${two(minute)}`),
  h12: minutesOfDay.map(
    ([hour = 0, minute = 0]) => `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? "AM" : "PM"}`,
  ),
};

export class Clock {
  readonly #zone: Zone;
  readonly #times: string[];

  constructor({ timeZone, hourCycle }: Pick<Reader, "timeZone" | "hourCycle">) {
    this.#zone = zoneOf(timeZone);
    this.#times = times[hourCycle];
  }

  /** Milliseconds since 1970, as if the reader lived in UTC. */
  #local(at: number): number {
    return at + offsetAt(this.#zone, at);
  }

  /** `14:05` or `2:05 PM`. */
  time(at: number): string {
    const local = this.#local(at);
    return this.#times[Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE)] ?? "";
  }

  /** Days since 1970 in the reader's calendar. */
  day(at: number): number {
    return Math.floor(this.#local(at) / DAY);
  }
}

/** `2026-11-20`, of a day as `Clock` counts them. */
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

const MAX_FORMATS = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withYear}`;
  const year = withYear ? ({ year: "numeric" } as const) : {};
  const named = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC", ...year } as const;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= MAX_FORMATS) formats.clear();
  const format = new Intl.DateTimeFormat(locale, named);
  formats.set(key, format);
  return format;
}

/** `Friday, November 20`; with its year where that is not the one of `today`. */
export function dayName(locale: string, day: number, today: number): string {
  const withYear = isoDay(day).slice(0, 4) !== isoDay(today).slice(0, 4);
  return dayFormat(locale, withYear).format(day * DAY);
}
