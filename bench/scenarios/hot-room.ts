import { costMetric, latencyMetrics, phaseMarks, type Metric } from "../report/metrics.ts";
import { measure } from "../run/measure.ts";
import type { Scenario } from "./scenario.ts";

export const hotRoomLabel = "One big room, 100 messages a second";

/** One room that everybody hears, and more deliveries than the kernel could send one by one. */
export const hotRoomScenario: Scenario = {
  name: "hot room",
  servers: ["wisp", "relay"],
  rounds: 2,
  async measure(target, { sizes, directory }) {
    const { hot, seconds, warmSeconds } = sizes;
    const { members, perSecond } = hot;
    const load = { kind: "open", perSecond } as const;
    const phases = [{ name: "hot room", rooms: 1, senders: Math.min(members, 100), load, seconds }];
    const measured = await measure(target, hot, { phases, warmSeconds }, directory);
    const [phase] = measured.result.phases;
    if (!phase) throw new Error("a phase is missing");
    const kept: Metric = {
      label: `${hotRoomLabel}: delivered while it went on`,
      unit: "share",
      better: "more",
      value: phase.deliveriesPerSecond / (perSecond * members),
      marks: phaseMarks(phase),
    };
    const arrived: Metric = {
      ...kept,
      label: `${hotRoomLabel}: delivered in the end`,
      value: phase.delivered / phase.expected,
    };
    const metrics = [arrived, kept, ...latencyMetrics(hotRoomLabel, phase), costMetric(hotRoomLabel, phase)];
    return { ...measured, metrics };
  },
};
