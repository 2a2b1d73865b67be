import { expect, test } from "bun:test";
import { isQuiet } from "./quiet-hours.ts";

const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`);
const night = { from: "22:30", to: "07:00" };

test("without quiet hours it is never quiet", () => {
  expect(isQuiet({ quietHours: null, timeZone: "UTC" }, at("03:00"))).toBe(false);
});

test("quiet hours may go over midnight; the first minute belongs to them and the last does not", () => {
  const quiet = (time: string) => isQuiet({ quietHours: night, timeZone: "UTC" }, at(time));
  expect(["22:29", "22:30", "23:59", "00:00", "06:59", "07:00", "12:00"].map(quiet)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("quiet hours within a day are quiet between, and an hour of no length never is", () => {
  const quiet = (time: string, to = "13:00") =>
    isQuiet({ quietHours: { from: "12:00", to }, timeZone: "UTC" }, at(time));
  expect(["11:59", "12:00", "12:59", "13:00"].map((time) => quiet(time))).toEqual([false, true, true, false]);
  expect(quiet("12:00", "12:00")).toBe(false);
});

test("the clock is the one where the person is, also with half hours and summer time", () => {
  const quiet = (timeZone: string, time: string) =>
    isQuiet({ quietHours: night, timeZone }, Date.parse(time));
  expect(quiet("Europe/Berlin", "2026-11-21T21:30:00Z")).toBe(true);
  expect(quiet("Europe/Berlin", "2026-07-21T20:30:00Z")).toBe(true);
  expect(quiet("Europe/Berlin", "2026-07-21T20:29:00Z")).toBe(false);
  expect(quiet("Asia/Kolkata", "2026-11-21T17:00:00Z")).toBe(true);
  expect(quiet("America/New_York", "2026-11-21T21:30:00Z")).toBe(false);
});
