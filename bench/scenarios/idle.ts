import { connectMetrics, sizeMetric, type Metric } from "../report/metrics.ts";
import { measure, type Measured } from "../run/measure.ts";
import { withSettings, type Target } from "../run/targets.ts";
import type { Bench, Scenario } from "./scenario.ts";

export const idleLabels = {
  connects: "Connects with 20 rooms restored",
  memory: "Memory of an idle connection with 20 rooms",
  compressed: "The same with shared compression on",
  compression: "What shared compression adds to it",
};

const compressedSettings: Partial<Record<Target["name"], Record<string, string>>> = {
  wisp: { SOCKET_COMPRESSION: "on" },
  relay: { COMPRESSION: "on" },
};

/** People of whom each is in 20 rooms come, and then say nothing. Groups of 100 share their 20 rooms. Memory is of the first time. */
export const idleScenario: Scenario = {
  name: "idle",
  servers: ["wisp", "relay"],
  async measure(target, bench) {
    const off = await come(target, bench, false);
    const on = await come(withSettings(target, compressedSettings[target.name] ?? {}), bench, true);
    const [without, with_] = [off.result.bytesPerIdleConnection, on.result.bytesPerIdleConnection];
    const more = without === null || with_ === null ? null : with_ - without;
    const metrics: Metric[] = [
      ...connectMetrics(idleLabels.connects, off.result),
      sizeMetric(idleLabels.memory, without),
      sizeMetric(idleLabels.compressed, with_),
      sizeMetric(idleLabels.compression, more),
    ];
    return { metrics, ...together([off, on]) };
  },
};

function come(target: Target, { sizes, directory }: Bench, compressed: boolean) {
  const { idle, warmSeconds, settleSeconds } = sizes;
  return measure(
    target,
    idle,
    { phases: [], warmSeconds, settleSeconds, compressed, comesAgain: true },
    directory,
  );
}

export const together = (all: Measured[]): Measured => ({
  results: all.flatMap(({ results }) => results),
  faults: all.flatMap(({ faults }) => faults),
});
