import { describe, expect, test } from "bun:test";
import { Clock, dayName, isoDay } from "./clock.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
];

describe("a reader's clock", () => {
  test.each(zones)("says what Intl says, in %s", (timeZone) => {
    for (const hourCycle of ["h12", "h23"] as const) {
      const clock = new Clock({ timeZone, hourCycle });
      const hour = hourCycle === "h12" ? "numeric" : "2-digit";
      const intl = new Intl.DateTimeFormat("en", { hour, minute: "2-digit", hourCycle, timeZone });
      const day = new Intl.DateTimeFormat("sv", { timeZone });
      // A year in steps that meet each hour of the day and both changes of the clock.
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 4_980_000) {
        expect(clock.time(at)).toBe(intl.format(at).replace("\u202f", " "));
        expect(isoDay(clock.day(at))).toBe(day.format(at));
      }
    }
  });

  test("names a day, with its year only where it is another one", () => {
    const day = (date: string) => Date.parse(date) / 86_400_000;
    expect(dayName("en", day("2026-11-20"), day("2026-11-28"))).toBe("Friday, November 20");
    expect(dayName("de", day("2025-11-20"), day("2026-01-02"))).toBe("Donnerstag, 20. November 2025");
  });
});
