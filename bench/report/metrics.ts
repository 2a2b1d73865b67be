import type { JobResult, PhaseResult } from "../load/job.ts";

export type Unit = "per second" | "ms" | "µs" | "KB" | "MB" | "CPU s" | "share";

/** One figure of one server in one round. */
export type Metric = {
  label: string;
  unit: Unit;
  better: "more" | "less";
  value: number | null;
  /** Why to doubt it: `*` the load generator's core was full, `~` something else used the machine meanwhile. */
  marks: string;
  /** What it stands beside Wisp's own figure as, where it is not the measured server's. */
  column?: string;
};

const FULL_CORE = 0.9;
/** Cores used by anything but server and load generator beyond which a figure was disturbed. */
export const DISTURBED = 0.2;

const marksOf = (generator: number | null, others: number | null): string =>
  `${(generator ?? 0) > FULL_CORE ? "*" : ""}${(others ?? 0) > DISTURBED ? "~" : ""}`;

/** A figure that is no rate: less of it is better. */
export const plain = (label: string, unit: Unit, value: number | null, marks = ""): Metric => ({
  label,
  unit,
  value,
  marks,
  better: "less",
});

export const rate = (label: string, value: number | null, marks = ""): Metric => ({
  label,
  unit: "per second",
  value,
  marks,
  better: "more",
});

const milliseconds = (micros: number | null): number | null => (micros === null ? null : micros / 1000);
const kilobytes = (bytes: number | null): number | null => (bytes === null ? null : bytes / 1024);
export const phaseMarks = (phase: PhaseResult): string => marksOf(phase.generatorCores, phase.otherCores);

/** Sends or requests: how many a second, how long each, and what CPU each. */
export function sendMetrics(label: string, noun: "sends" | "requests", phase: PhaseResult): Metric[] {
  const marks = phaseMarks(phase);
  const answer = noun === "sends" ? "ack" : "answer";
  return [
    rate(`${label}: ${noun}`, phase.sendsPerSecond, marks),
    plain(`${label}: ${answer} p50`, "ms", milliseconds(phase.ack.p50), marks),
    plain(`${label}: ${answer} p99`, "ms", milliseconds(phase.ack.p99), marks),
    plain(`${label}: CPU each`, "µs", phase.serverCpuMicrosPerSend, marks),
  ];
}

export function deliveryRate(label: string, phase: PhaseResult): Metric {
  return rate(`${label}: deliveries`, phase.deliveriesPerSecond, phaseMarks(phase));
}

/** From send to receipt. */
export function latencyMetrics(label: string, phase: PhaseResult): Metric[] {
  const marks = phaseMarks(phase);
  return [
    plain(`${label}: latency p50`, "ms", milliseconds(phase.delivery.p50), marks),
    plain(`${label}: latency p99`, "ms", milliseconds(phase.delivery.p99), marks),
  ];
}

export function costMetric(label: string, phase: PhaseResult): Metric {
  return plain(
    `${label}: per million deliveries`,
    "CPU s",
    phase.serverCpuSecondsPerMillion,
    phaseMarks(phase),
  );
}

export const sizeMetric = (label: string, bytes: number | null): Metric =>
  plain(label, "KB", kilobytes(bytes));

/** How fast people come. The load generator may be the limit, so also what the server's CPU alone would let in. */
export function connectMetrics(label: string, result: JobResult): Metric[] {
  const marks = marksOf(result.generatorConnectCores, result.otherConnectCores);
  const micros = result.serverCpuMicrosPerConnect;
  return [
    rate(label, result.connectsPerSecond, marks),
    plain(`${label}: CPU each`, "µs", micros, marks.replace("*", "")),
    rate(`${label}, for a second of CPU`, micros ? 1e6 / micros : null, marks.replace("*", "")),
  ];
}
