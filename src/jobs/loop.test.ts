import { expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { loop } from "./loop.ts";

test("a job that is wanted soon while it runs is run once more, and never twice at once", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const gates: (() => void)[] = [];
  const job = loop({
    every: () => 60_000,
    async run() {
      runs += 1;
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => gates.push(resolve));
      running -= 1;
    },
    onError: () => undefined,
  });
  job.soon();
  await waitFor(() => gates.length === 1);
  job.soon();
  job.soon();
  gates[0]?.();
  await waitFor(() => gates.length === 2);
  gates[1]?.();
  await waitFor(() => running === 0);
  job.stop();
  expect({ runs, most }).toEqual({ runs: 2, most: 1 });
});

test("a failure is told, and the job goes on", async () => {
  const errors: unknown[] = [];
  const job = loop({
    every: () => 0,
    run: () => Promise.reject(new Error("no")),
    onError: (error) => errors.push(error),
  });
  await waitFor(() => errors.length > 2);
  job.stop();
});
