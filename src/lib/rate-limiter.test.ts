import { expect, test } from "bun:test";
import { MemoryRateLimiter } from "./rate-limiter.ts";

const rate = { limit: 3, periodSeconds: 60 };

test("the allowance is taken down, and refused with the time to wait", async () => {
  const limiter = new MemoryRateLimiter(() => 1000);
  const verdicts = [
    await limiter.take("a", rate),
    await limiter.take("a", rate),
    await limiter.take("a", rate),
  ];
  expect(verdicts.map(({ remaining }) => remaining)).toEqual([2, 1, 0]);
  expect(await limiter.take("a", rate)).toMatchObject({
    allowed: false,
    retryAfter: 20,
    limit: 3,
    remaining: 0,
  });
  expect(await limiter.take("b", rate)).toMatchObject({ allowed: true });
});

test("it comes back one by one, not all at once", async () => {
  let now = 0;
  const limiter = new MemoryRateLimiter(() => now);
  for (let index = 0; index < 3; index += 1) await limiter.take("a", rate);
  now += 20_000;
  expect((await limiter.take("a", rate)).allowed).toBe(true);
  expect((await limiter.take("a", rate)).allowed).toBe(false);
  now += 60_000;
  expect(await limiter.take("a", rate)).toMatchObject({ allowed: true, remaining: 2, resetSeconds: 20 });
});

test("what is given back may be taken again", async () => {
  const limiter = new MemoryRateLimiter(() => 0);
  for (let index = 0; index < 3; index += 1) await limiter.take("a", rate);
  await limiter.giveBack("a", rate);
  expect((await limiter.take("a", rate)).allowed).toBe(true);
  expect((await limiter.take("a", rate)).allowed).toBe(false);
});

test("one in a period is one, whatever the clock shows", async () => {
  for (const now of [0, 0.1, 4321.987654, 98_765.4321]) {
    const limiter = new MemoryRateLimiter(() => now);
    const once = { limit: 1, periodSeconds: 3600 };
    expect(await limiter.take("a", once)).toMatchObject({ allowed: true });
    expect(await limiter.take("a", once)).toMatchObject({ allowed: false, retryAfter: 3600 });
    await limiter.giveBack("a", once);
    expect(await limiter.take("a", once)).toMatchObject({ allowed: true });
  }
});
