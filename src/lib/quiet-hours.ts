import type { Preferences } from "./contract/preferences.ts";

/** More than there are time zones; a name can be written in many ways. */
const MAX_CLOCKS = 1000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(timeZone, known);
  return known;
}

type Quiet = Pick<Preferences, "quietHours" | "timeZone"> & Partial<Pick<Preferences, "doNotDisturbUntil">>;

/** Whether somebody wants nothing pushed at this moment (milliseconds since 1970), by the clock where they are. */
export function isQuiet({ quietHours, timeZone, doNotDisturbUntil }: Quiet, at: number): boolean {
  if (doNotDisturbUntil && at < Date.parse(doNotDisturbUntil)) return true;
  if (!quietHours) return false;
  const { from, to } = quietHours;
  const now = clockOf(timeZone === "auto" ? "UTC" : timeZone).format(at);
  return from <= to ? from <= now && now < to : from <= now || now < to;
}
