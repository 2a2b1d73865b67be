import type { Parameters } from "fast-check";

/**
 * How often a property is tried. A failure prints its seed and path; `PROPERTY_SEED=… PROPERTY_PATH=… bun test FILE`
 * plays exactly that one again, and PROPERTY_RUNS tries for longer than a test run has time for.
 */
export function parameters<Values>(numRuns: number): Parameters<Values> {
  const { PROPERTY_SEED: seed, PROPERTY_PATH: path, PROPERTY_RUNS: runs } = process.env;
  return {
    numRuns: runs ? Number(runs) : numRuns,
    endOnFailure: true,
    ...(seed ? { seed: Number(seed) } : {}),
    ...(path ? { path } : {}),
  };
}
