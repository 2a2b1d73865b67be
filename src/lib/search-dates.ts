/** Moments from one day's beginning to the next one's: milliseconds since 1970, `to` left out. */
export type Span = { from: number; to: number };

const DAY = 24 * 60 * 60_000;
const NAMED: Record<string, number> = { today: 0, heute: 0, yesterday: -1, gestern: -1 };
/** A year, a month of it, a day of that; and a day as it is written in German. */
const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** What a written day, month or year is in a time zone; undefined where it is none. */
export function spanOf(text: string, timeZone: string, now = Date.now()): Span | undefined {
  const named = NAMED[text.toLowerCase()];
  if (named !== undefined) {
    const { year, month, day } = dateIn(timeZone, now);
    return between([year, month, day + named], [year, month, day + named + 1], timeZone);
  }
  const [, year, month, day] = (ISO.exec(text) ?? germanParts(text) ?? []).map(Number);
  if (year === undefined || year < 1970) return undefined;
  if (!month) return between([year, 1, 1], [year + 1, 1, 1], timeZone);
  if (month > 12) return undefined;
  if (!day) return between([year, month, 1], [year, month + 1, 1], timeZone);
  // The 31st of a month of thirty days is none.
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
    ? between([year, month, day], [year, month, day + 1], timeZone)
    : undefined;
}

function germanParts(text: string): string[] | undefined {
  const [, day = "", month = "", year = ""] = GERMAN.exec(text) ?? [];
  return year === "" ? undefined : ["", year, month, day];
}

type Day = [year: number, month: number, day: number];

const between = (from: Day, to: Day, timeZone: string): Span => ({
  from: beginningOf(from, timeZone),
  to: beginningOf(to, timeZone),
});

/** When a day begins; what its clocks skip or have twice at midnight is left to the offset before it. */
function beginningOf([year, month, day]: Day, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day);
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

function dateIn(timeZone: string, at: number): { year: number; month: number; day: number } {
  const local = new Date(at + offsetAt(at, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** Milliseconds by which a zone's clocks are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return Math.abs(ahead) > DAY ? 0 : sign === "-" ? -ahead : ahead;
}
