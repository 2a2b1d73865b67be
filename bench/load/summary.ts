import type { Histogram } from "./histogram.ts";
import type { Job, Percentiles, Phase, PhaseResult } from "./job.ts";
import { cpuSeconds, difference, machineSeconds, otherCores, sum } from "./proc.ts";
import type { Tally } from "./tally.ts";

export type Snapshot = ReturnType<typeof snapshot>;

export function snapshot(job: Job, tally: Tally) {
  const { sent, acknowledged, delivered, deliveredBytes, answeredBytes } = tally;
  return {
    at: performance.now(),
    sent,
    acknowledged,
    delivered,
    deliveredBytes,
    answeredBytes,
    server: sum(job.pids.map(cpuSeconds)),
    beside: sum(job.beside.map(cpuSeconds)),
    own: cpuSeconds("self"),
    machine: machineSeconds(),
  };
}

const percentiles = (histogram: Histogram): Percentiles => ({
  p50: histogram.percentile(0.5),
  p99: histogram.percentile(0.99),
});

const share = (part: number | null, whole: number): number | null =>
  part === null || whole === 0 ? null : part / whole;

/** `start`: before the warm-up; `from` and `to`: where measuring began and ended. */
export function summarise(
  phase: Phase,
  tally: Tally,
  listeners: number,
  start: Snapshot,
  from: Snapshot,
  to: Snapshot,
): PhaseResult {
  const seconds = (to.at - from.at) / 1000;
  const deliveries = to.delivered - from.delivered;
  const sends = to.acknowledged - from.acknowledged;
  const serverCpu = difference(to.server, from.server);
  const ownCpu = difference(to.own, from.own);
  const ours = sum([ownCpu, difference(to.beside, from.beside)]);
  const micros = serverCpu === null ? null : serverCpu * 1e6;
  const sent = tally.sent - start.sent;
  return {
    name: phase.name,
    sendsPerSecond: sends / seconds,
    deliveriesPerSecond: deliveries / seconds,
    ack: percentiles(tally.acks),
    delivery: percentiles(tally.deliveries),
    serverCpuSecondsPerMillion: share(micros, deliveries),
    serverCpuMicrosPerSend: share(micros, sends),
    bytesPerDelivery: share(to.deliveredBytes - from.deliveredBytes, deliveries),
    bytesPerAnswer: share(to.answeredBytes - from.answeredBytes, sends),
    serverCores: share(serverCpu, seconds),
    generatorCores: share(ownCpu, seconds),
    otherCores: otherCores(seconds, difference(to.machine, from.machine), serverCpu, ours),
    sent,
    acknowledged: tally.acknowledged - start.acknowledged,
    delivered: tally.delivered - start.delivered,
    expected: sent * listeners,
    stored: phase.requests?.every(({ roomId }) => roomId === undefined)
      ? 0
      : tally.acknowledged - start.acknowledged,
  };
}
