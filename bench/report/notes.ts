import type { PhaseResult } from "../load/job.ts";
import type { Plan } from "../plan.ts";
import { DISTURBED } from "./metrics.ts";
import { cores, describeMachine, describeVersion, loadAverage } from "../run/machine.ts";
import type { Measured } from "../run/measure.ts";

export type Entry = { target: string; scenario: string; round: number } & Measured;

/** What a reader has to know before believing the tables: copied together with them, faults included. */
export function renderNotes(plan: Plan, entries: Entry[]): string {
  const phases = entries.flatMap((entry) => entry.result.phases);
  const layouts = plan.scenarios.map(({ layout }) => `${layout.rooms} × ${layout.members}`).join(", ");
  const lines = [
    `Measured: ${describeVersion()}. Machine: ${describeMachine()}. Load average at the end: ${loadAverage() ?? "unknown"}.`,
    cores() === null
      ? "Not pinned (no taskset, or a single core): server and load generator compete."
      : "Server and load generator are each pinned to a core of their own: figures are per core of server.",
    `Medians of ${plan.rounds} round(s), servers in turn; rooms × people: ${layouts}; 128 bytes a message.`,
    disturbance(phases),
    deliveries(phases),
    "* the load generator's core was full: the server may do better. ~ disturbed in at least one round: not to be trusted.",
    ...faultsOf(entries).map((fault) => `FAULT ${fault}`),
  ];
  return lines.join("\n");
}

export const faultsOf = (entries: Entry[]): string[] =>
  entries.flatMap(({ target, scenario, round, faults }) =>
    faults.map((fault) => `${target}, ${scenario}, round ${round + 1}: ${fault}`),
  );

function disturbance(phases: PhaseResult[]): string {
  const others = phases.map((phase) => phase.otherCores ?? 0);
  const disturbed = others.filter((share) => share > DISTURBED).length;
  const most = Math.max(0, ...others).toFixed(2);
  const advice = disturbed > 0 ? " Close what else runs and measure again." : "";
  return `Disturbed (others used over ${DISTURBED} cores): ${disturbed} of ${phases.length} phases, at most ${most} cores.${advice}`;
}

function deliveries(phases: PhaseResult[]): string {
  const delivered = phases.reduce((sum, phase) => sum + phase.delivered, 0);
  const expected = phases.reduce((sum, phase) => sum + phase.expected, 0);
  return `Delivered ${delivered} of ${expected}: ratio ${(delivered / Math.max(1, expected)).toFixed(6)}.`;
}
