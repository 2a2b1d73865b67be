import type { Metric } from "../report/metrics.ts";
import type { Measured } from "../run/measure.ts";
import type { Target } from "../run/targets.ts";
import type { Sizes } from "../sizes.ts";

export type Bench = {
  sizes: Sizes;
  /** A folder for this measurement alone, which is not there yet. */
  directory: string;
  /** A folder that stays until the end of the run. */
  workspace: string;
};

/** One question, asked of each server for which it makes sense. */
export type Scenario = {
  name: string;
  servers: Target["name"][];
  /** Rounds at most: what is slow or steady is measured less often. */
  rounds?: number;
  /** Why it cannot be measured here; null where it can. */
  missing?: () => string | null;
  measure(target: Target, bench: Bench): Promise<Measured & { metrics: Metric[] }>;
};
