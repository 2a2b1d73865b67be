import { expect, test } from "bun:test";
import { asksToComeBack, backoff } from "./backoff.ts";

test("waits anywhere up to a limit that doubles and then stays", () => {
  const limit = (attempt: number) => backoff(attempt, () => 1);
  expect([0, 1, 2, 3, 6, 50].map(limit)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  expect(backoff(9, () => 0)).toBe(0);
});

test("comes back only where the close code asks for it", () => {
  expect([1001, 1006, 1011, 1012, 1013].every(asksToComeBack)).toBe(true);
  expect([1000, 1009, 4400, 4401, 4403, 4408, 4429].some(asksToComeBack)).toBe(false);
});
