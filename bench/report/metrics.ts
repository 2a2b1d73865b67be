import type { JobResult, PhaseResult } from "../load/job.ts";
import type { Scenario } from "../plan.ts";

export type Unit = "per second" | "ms" | "µs" | "KB" | "CPU s";

/** One figure of one server in one round. */
export type Metric = {
  label: string;
  unit: Unit;
  better: "more" | "less";
  value: number | null;
  /** Why to doubt it: `*` the load generator's core was full, `~` something else used the machine meanwhile. */
  marks: string;
};

const FULL_CORE = 0.9;
/** Cores used by anything but server and load generator beyond which a figure was disturbed. */
export const DISTURBED = 0.2;

const marksOf = (generator: number | null, others: number | null): string =>
  `${(generator ?? 0) > FULL_CORE ? "*" : ""}${(others ?? 0) > DISTURBED ? "~" : ""}`;

export function metricsOf(scenario: Scenario, result: JobResult): Metric[] {
  const connections = scenario.measuresConnections ? connectionMetrics(result) : [];
  return [...result.phases.flatMap((phase) => phaseMetrics(scenario, phase)), ...connections];
}

function phaseMetrics(scenario: Scenario, phase: PhaseResult): Metric[] {
  const marks = marksOf(phase.generatorCores, phase.otherCores);
  const metric = (label: string, unit: Unit, value: number | null): Metric => ({
    label,
    unit,
    value: unit === "ms" && value !== null ? value / 1000 : value,
    better: unit === "per second" ? "more" : "less",
    marks,
  });
  const p = (what: string, { p50, p99 }: { p50: number | null; p99: number | null }): Metric[] => [
    metric(`${what} p50`, "ms", p50),
    metric(`${what} p99`, "ms", p99),
  ];
  const title = titleOf(scenario, phase.name);
  if (scenario.name === "stored")
    return [metric(`${title}: sends`, "per second", phase.sendsPerSecond), ...p(`${title}: ack`, phase.ack)];
  const latency = p(`${title}: latency`, phase.delivery);
  const cost = metric(`${title}: per million deliveries`, "CPU s", phase.serverCpuSecondsPerMillion);
  if (phase.name.endsWith("steady")) return [...latency, cost];
  return [metric(`${title}: deliveries`, "per second", phase.deliveriesPerSecond), ...latency, cost];
}

function titleOf(scenario: Scenario, phase: string): string {
  const { name, layout } = scenario;
  const suffix = phase.slice(name.length + 1);
  if (name === "stored") return `Stored, ${suffix} in flight`;
  const where =
    layout.rooms === 1 ? `1 room of ${layout.members}` : `${layout.rooms} rooms of ${layout.members}`;
  return `${where}, ${suffix === "steady" ? steadyRate(scenario) : `${suffix} in flight each`}`;
}

function steadyRate({ layout, phases }: Scenario): string {
  const perSecond = phases.find((phase) => phase.kind === "open")?.perSecond ?? 0;
  return `${(perSecond * layout.members).toLocaleString("en-US")} deliveries a second`;
}

function connectionMetrics(result: JobResult): Metric[] {
  const marks = marksOf(result.generatorConnectCores, result.otherConnectCores);
  const count = result.connections.toLocaleString("en-US");
  const idle = result.bytesPerIdleConnection;
  return [
    {
      label: "Connections, authenticated",
      unit: "per second",
      better: "more",
      value: result.connectsPerSecond,
      marks,
    },
    {
      label: "Connection, authenticated: CPU",
      unit: "µs",
      better: "less",
      value: result.serverCpuMicrosPerConnect,
      marks,
    },
    {
      label: `Memory per idle connection at ${count}`,
      unit: "KB",
      better: "less",
      value: idle === null ? null : idle / 1024,
      marks: "",
    },
  ];
}
