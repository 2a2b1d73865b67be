import type { Phase } from "../load/job.ts";
import { costMetric, deliveryRate, latencyMetrics } from "../report/metrics.ts";
import { measure } from "../run/measure.ts";
import type { Sizes } from "../sizes.ts";
import type { Scenario } from "./scenario.ts";

export const fanOutLabels = {
  steady: "Fan-out, 30,000 deliveries a second",
  one: "Fan-out, 1 in flight in each room",
  many: "Fan-out, 32 in flight in each room",
};

export const steadyPhase = ({ fan, seconds }: Sizes): Phase => ({
  name: "steady",
  rooms: fan.rooms,
  senders: 1,
  load: { kind: "open", perSecond: fan.perSecond },
  seconds,
});

/** Each room kept full: 32 in flight are four senders with eight each. */
export const fullPhases = ({ fan, seconds }: Sizes): [Phase, Phase] => [
  { name: "1 in flight", rooms: fan.rooms, senders: 1, load: { kind: "closed", window: 1 }, seconds },
  { name: "32 in flight", rooms: fan.rooms, senders: 4, load: { kind: "closed", window: 8 }, seconds },
];

/** Messages to rooms of a hundred: at a steady rate, and with as many as fit. */
export const fanOutScenario: Scenario = {
  name: "fan-out",
  servers: ["wisp", "relay", "socketio"],
  async measure(target, { sizes, directory }) {
    // Ten thousand who came at once are told of each other first.
    const { fan, warmSeconds, settleSeconds } = sizes;
    const phases = [steadyPhase(sizes), ...fullPhases(sizes)];
    const measured = await measure(target, fan, { phases, warmSeconds, settleSeconds }, directory);
    const [steady, one, many] = measured.result.phases;
    if (!steady || !one || !many) throw new Error("a phase is missing");
    const full = [
      [fanOutLabels.one, one],
      [fanOutLabels.many, many],
    ] as const;
    const metrics = [
      ...latencyMetrics(fanOutLabels.steady, steady),
      costMetric(fanOutLabels.steady, steady),
      ...full.flatMap(([label, phase]) => [
        deliveryRate(label, phase),
        ...latencyMetrics(label, phase),
        costMetric(label, phase),
      ]),
    ];
    return { ...measured, metrics };
  },
};
