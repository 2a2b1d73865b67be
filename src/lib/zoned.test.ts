import { expect, test } from "bun:test";
import { instantOf, wallOf } from "./zoned.ts";

test.each([
  ["Europe/Berlin", "2026-11-23", "09:00", "2026-11-23T08:00:00.000Z"],
  ["Europe/Berlin", "2026-07-01", "00:30", "2026-06-30T22:30:00.000Z"],
  ["Asia/Kathmandu", "2026-11-23", "09:00", "2026-11-23T03:15:00.000Z"],
  ["America/Los_Angeles", "2026-12-31", "23:59", "2027-01-01T07:59:00.000Z"],
  // The day on which clocks go forward, and the day on which they go back.
  ["Europe/Berlin", "2026-03-29", "09:00", "2026-03-29T07:00:00.000Z"],
  ["Europe/Berlin", "2026-10-25", "09:00", "2026-10-25T08:00:00.000Z"],
])("in %s, %s %s is %s, and is shown as that", (timeZone, day, time, instant) => {
  expect(new Date(instantOf(day, time, timeZone)).toISOString()).toBe(instant);
  expect(wallOf(Date.parse(instant), timeZone)).toEqual([day, time]);
});

test("a time that there is not is an hour beside it, and nonsense is none", () => {
  const skipped = instantOf("2026-03-29", "02:30", "Europe/Berlin");
  expect(["01:30", "03:30"]).toContain(wallOf(skipped, "Europe/Berlin")[1]);
  for (const [day, time] of [
    ["", ""],
    ["2026-13-01", "09:00"],
    ["2026-01-01", "25:00"],
  ] as const)
    expect(instantOf(day, time, "UTC")).toBeNaN();
});
