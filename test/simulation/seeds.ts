/** Plays many seeds, in this process or on every core. */
import { availableParallelism } from "node:os";
import { type Simulate, simulator } from "./simulate.ts";
import type { Broken } from "./breakages.ts";

export type Failure = { seed: number; problem: string };
export type Summary = {
  seeds: number;
  happenings: number;
  acknowledged: number;
  /** Milliseconds of virtual time. */
  lasted: number;
  /** Milliseconds until all held all after the last fault: one number a seed. */
  settledAfter: number[];
  longestAfterEnd: number;
  failures: Failure[];
  /** Of all runs together, in whatever order they were played. */
  fingerprint: number;
};

/** One seed, and the turn of the real loop in which a promise would show that failed and that nobody heard: it would end a node. */
export async function playSeed(simulate: Simulate, seed: number, broken: Broken = {}, trace = false) {
  let unheard: unknown;
  const hear = (error: unknown) => (unheard = error);
  process.on("unhandledRejection", hear);
  const undo = broken.begin?.();
  try {
    const outcome = simulate(seed, { breakage: broken, trace });
    await new Promise((resolve) => setImmediate(resolve));
    if (unheard !== undefined) outcome.violations.push(`nobody heard of ${messageOf(unheard)}`);
    return outcome;
  } finally {
    process.off("unhandledRejection", hear);
    undo?.();
  }
}

/** Seeds `first`, `first + step` … up to `last`; gives up after a few that fail. */
export async function playSeeds(first: number, last: number, step: number): Promise<Summary> {
  const simulate = await simulator();
  const summary: Summary = {
    ...{
      seeds: 0,
      happenings: 0,
      acknowledged: 0,
      lasted: 0,
      settledAfter: [],
      longestAfterEnd: 0,
      failures: [],
    },
    fingerprint: 0,
  };
  for (let seed = first; seed <= last && summary.failures.length < MAX_FAILURES; seed += step) {
    const outcome = await playSeed(simulate, seed);
    const [problem] = outcome.violations;
    if (problem !== undefined) summary.failures.push({ seed, problem });
    add(summary, {
      ...{
        seeds: 1,
        happenings: outcome.happenings,
        acknowledged: outcome.acknowledged,
        lasted: outcome.lasted,
      },
      ...{ settledAfter: [outcome.settledAfter], longestAfterEnd: outcome.longestAfterEnd, failures: [] },
      fingerprint: outcome.fingerprint,
    });
  }
  return summary;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : JSON.stringify(error);

const MAX_FAILURES = 20;

function add(sum: Summary, more: Summary): void {
  for (const name of ["seeds", "happenings", "acknowledged", "lasted"] as const) sum[name] += more[name];
  sum.fingerprint = (sum.fingerprint ^ more.fingerprint) >>> 0;
  sum.settledAfter.push(...more.settledAfter);
  sum.longestAfterEnd = Math.max(sum.longestAfterEnd, more.longestAfterEnd);
  sum.failures.push(...more.failures);
}

/** The same on every core of this machine, each in a process of its own. What a seed does is the same on any of them. */
export async function playOnAllCores(first: number, last: number): Promise<Summary> {
  const cores = availableParallelism();
  const parts = await Promise.all(
    Array.from({ length: cores }, (_, index) => playElsewhere(first + index, last, cores)),
  );
  const [sum, ...others] = parts;
  if (!sum) throw new Error("no core");
  for (const part of others) add(sum, part);
  return sum;
}

export async function playElsewhere(...range: [first: number, last: number, step: number]): Promise<Summary> {
  await using child = Bun.spawn({
    cmd: [process.execPath, new URL("./run.ts", import.meta.url).pathname, ...range.map(String)],
    stdout: "pipe",
    stderr: "inherit",
  });
  const output = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`seeds ${range.join()} ended with ${child.exitCode}`);
  return JSON.parse(output) as Summary;
}
