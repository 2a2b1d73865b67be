import { expect, test } from "bun:test";
import { endOf } from "./until.ts";

const at = (time: string) => Date.parse(time);

test.each([
  ["half", "2026-11-21T14:00:00Z", "Europe/Berlin", "2026-11-21T14:30:00Z"],
  ["hour", "2026-11-21T23:30:00Z", "Europe/Berlin", "2026-11-22T00:30:00Z"],
  ["today", "2026-11-21T14:00:00Z", "Europe/Berlin", "2026-11-21T23:00:00Z"],
  ["today", "2026-11-21T23:30:00Z", "Europe/Berlin", "2026-11-22T23:00:00Z"],
  ["tomorrow", "2026-11-21T14:00:00Z", "America/New_York", "2026-11-22T14:00:00Z"],
  ["tomorrow", "2026-11-21T14:00:00Z", "Asia/Kolkata", "2026-11-22T03:30:00Z"],
  // Clocks go forward in the night, and back.
  ["tomorrow", "2026-03-28T14:00:00Z", "Europe/Berlin", "2026-03-29T07:00:00Z"],
  ["tomorrow", "2026-10-24T14:00:00Z", "Europe/Berlin", "2026-10-25T08:00:00Z"],
  ["week", "2026-11-21T14:00:00Z", "UTC", "2026-11-28T00:00:00Z"],
] as const)("%s, from %s in %s, ends at %s", (duration, now, zone, end) => {
  expect(endOf(duration, at(now), zone)).toBe(at(end));
});
