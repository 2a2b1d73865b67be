import { expect, test } from "bun:test";
import { localMoment, remindAt } from "./remind-at.ts";

const at = (text: string) => Date.parse(text);
const said = (moment: number) => new Date(moment).toISOString();

test("soon is counted from now", () => {
  const now = at("2026-11-21T23:50:00Z");
  expect(said(remindAt("minutes", now, "Asia/Tokyo"))).toBe("2026-11-22T00:10:00.000Z");
  expect(said(remindAt("hour", now, "Asia/Tokyo"))).toBe("2026-11-22T00:50:00.000Z");
});

test("tomorrow is at nine, where the person is", () => {
  const now = at("2026-11-21T23:50:00Z");
  expect(said(remindAt("tomorrow", now, "UTC"))).toBe("2026-11-22T09:00:00.000Z");
  expect(said(remindAt("tomorrow", now, "Asia/Tokyo"))).toBe("2026-11-23T00:00:00.000Z");
  expect(said(remindAt("tomorrow", now, "America/New_York"))).toBe("2026-11-22T14:00:00.000Z");
});

test("next week begins on Monday, also for who asks on a Monday", () => {
  for (const day of ["2026-11-16", "2026-11-18", "2026-11-22"])
    expect(said(remindAt("week", at(`${day}T12:00:00Z`), "UTC"))).toBe("2026-11-23T09:00:00.000Z");
});

test("nine is nine also after clocks were changed that night", () => {
  expect(said(remindAt("tomorrow", at("2026-03-28T12:00:00Z"), "Europe/Berlin"))).toBe(
    "2026-03-29T07:00:00.000Z",
  );
  expect(said(remindAt("tomorrow", at("2026-10-24T12:00:00Z"), "Europe/Berlin"))).toBe(
    "2026-10-25T08:00:00.000Z",
  );
});

test("a time of a form is that of the person's clock", () => {
  expect(said(localMoment("2026-07-01T09:30", "Asia/Kolkata"))).toBe("2026-07-01T04:00:00.000Z");
  expect(said(localMoment("2026-07-01T09:30", "Europe/Berlin"))).toBe("2026-07-01T07:30:00.000Z");
});
