import { randomFrom } from "../support/faulty/random.ts";

/**
 * `POWER_CUTS=200 bun test test/power` cuts more often than a test run has time for; a failure names its seed, and
 * `POWER_SEED=…` draws the same moments and disks again.
 */
export function draw(cuts: number): { cuts: number; seed: number; random: () => number } {
  const { POWER_CUTS, POWER_SEED } = process.env;
  const seed = Number(POWER_SEED ?? Math.floor(Math.random() * 2 ** 31));
  return { cuts: Number(POWER_CUTS ?? cuts), seed, random: randomFrom(seed) };
}

/** Runs it with the seed in the words of its failure. */
export async function withSeed(seed: number, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw new Error(
      `${what}, POWER_SEED=${seed}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
