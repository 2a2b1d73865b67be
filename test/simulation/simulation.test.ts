/**
 * The delivery core on virtual time, network and disk: whatever is lost, doubled, late, cut or killed, nothing that was
 * acknowledged is lost, doubled or reordered, and nobody has a hole that they cannot tell.
 *
 * A violation names its seed. `SIMULATION_SEED=… bun test test/simulation` plays exactly that one and prints each step;
 * SIMULATION_FIRST and SIMULATION_SEEDS choose others, and more, than a test run has time for.
 */
import { expect, test } from "bun:test";
import { breakages } from "./breakages.ts";
import { playElsewhere, playOnAllCores, playSeed } from "./seeds.ts";
import { simulator } from "./simulate.ts";

const {
  SIMULATION_SEED: only,
  SIMULATION_FIRST: first = "1",
  SIMULATION_SEEDS: seeds = "10000",
} = process.env;
/** Seeds in which each breakage must show: half of them do in the first five, the last one by the two hundredth. */
const ENOUGH = 3000;
const LONG = 30 * 60_000;

const replay = ({ seed, problem }: { seed: number; problem: string }) =>
  `${problem}\n  SIMULATION_SEED=${seed} bun test test/simulation`;

test.if(only !== undefined)(
  "the seed that was asked for",
  async () => {
    const { trace, violations } = await playSeed(await simulator(), Number(only), {}, true);
    console.log(trace.join("\n"));
    expect(violations).toEqual([]);
  },
  LONG,
);

test.if(only === undefined)(
  `in ${seeds} runs with faults of every kind, every promise is kept`,
  async () => {
    const from = Number(first);
    const { settledAfter, failures, ...sums } = await playOnAllCores(from, from + Number(seeds) - 1);
    const sorted = settledAfter.toSorted((a, b) => a - b);
    const settled = [0.5, 0.9, 0.99, 1].map((share) => sorted[Math.ceil(share * sorted.length) - 1]);
    console.log(`simulation: ${JSON.stringify({ ...sums, settledAfter: settled })}`);
    expect(failures.map(replay)).toEqual([]);
    expect(sums.seeds).toBe(Number(seeds));
  },
  LONG,
);

test.if(only === undefined)(
  "the same seed is the same run, step by step, in this process and in another",
  async () => {
    const simulate = await simulator();
    for (const seed of [3, 45, 132]) {
      const runs = [await playSeed(simulate, seed, {}, true), await playSeed(simulate, seed, {}, true)];
      await playSeed(simulate, seed + 1);
      runs.push(await playSeed(simulate, seed, {}, true));
      const [one, ...others] = runs;
      expect(one?.trace.length).toBeGreaterThan(20);
      for (const other of others) expect(other.trace).toEqual(one?.trace ?? []);
      expect((await playElsewhere(seed, seed, 1)).fingerprint).toBe(one?.fingerprint ?? 0);
    }
  },
  LONG,
);

for (const [name, broken] of Object.entries(breakages))
  test.if(only === undefined)(
    `it is noticed where ${name}`,
    async () => {
      const simulate = await simulator();
      let seed = 1;
      while (seed <= ENOUGH && (await playSeed(simulate, seed, broken)).violations.length === 0) seed += 1;
      expect(seed).toBeLessThanOrEqual(ENOUGH);
    },
    LONG,
  );
