import { expect, test } from "bun:test";
import { Semaphore } from "./semaphore.ts";

test("only so many run at once, the others follow in order, and a crowd is refused", async () => {
  const semaphore = new Semaphore(2, 1);
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const begun: number[] = [];
  const run = (index: number) =>
    semaphore.run(async () => {
      begun.push(index);
      await gates[index]?.promise;
    });
  const runs = [run(0), run(1), run(2)];
  expect(await run(3).catch((error: { code: string }) => error.code)).toBe("unavailable");
  expect(begun).toEqual([0, 1]);
  gates[0]?.resolve();
  await runs[0];
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  for (const gate of gates) gate.resolve();
  await Promise.all(runs);
});

test("a task that fails frees its place", async () => {
  const semaphore = new Semaphore(1, 1);
  await semaphore.run(() => Promise.reject(new Error("no"))).catch(() => undefined);
  expect(await semaphore.run(() => Promise.resolve("yes"))).toBe("yes");
});
