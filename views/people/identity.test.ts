import { expect, test } from "bun:test";
import { hue, initials } from "./identity.ts";

test("initials are the first letters of the first and the last word, whole characters of any script", () => {
  expect(initials("Ada Lovelace")).toBe("AL");
  expect(initials("  Juan  Carlos de la Cruz ")).toBe("JC");
  expect(initials("björk")).toBe("B");
  expect(initials("😀 smile")).toBe("😀S");
  expect(initials("")).toBe("?");
});

test("a person's hue is one of twelve and never changes", () => {
  const ids = Array.from({ length: 200 }, () => Bun.randomUUIDv7());
  const hues = new Set(ids.map(hue));
  expect([...hues].every((each) => Number.isInteger(each) && each >= 0 && each < 12)).toBe(true);
  expect(hues.size).toBeGreaterThan(6);
  expect(hue(ids[0] ?? "")).toBe(hue(ids[0] ?? ""));
});
