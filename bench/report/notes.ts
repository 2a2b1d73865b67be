import type { PhaseResult } from "../load/job.ts";
import { DISTURBED } from "./metrics.ts";
import { CONTENT_LENGTH } from "../run/generate.ts";
import { cores, describeMachine, describeVersion, loadAverage } from "../run/machine.ts";
import type { Measured } from "../run/measure.ts";
import type { Sizes } from "../sizes.ts";

export type Entry = { target: string; scenario: string; round: number } & Measured;

/** What a reader has to know before believing the tables: copied together with them, faults included. */
export function renderNotes({ rounds, fan, hot, idle, crowd }: Sizes, entries: Entry[]): string {
  const phases = entries.flatMap(({ results }) => results.flatMap((result) => result.phases));
  const whole = (value: number) => value.toLocaleString("en-US");
  const lines = [
    `Measured: ${describeVersion()}. Machine: ${describeMachine()}. Load average at the end: ${loadAverage() ?? "unknown"}.`,
    cores() === null
      ? "Not pinned (no taskset, or a single core): server and load generator compete, so no figure is per core."
      : "Server and load generator are each pinned to a core of their own: figures are per core of server. Two nodes are not pinned.",
    process.platform === "linux" ? "" : "No /proc here: CPU, memory and disturbance are not known.",
    `Medians of at most ${rounds} round(s), servers in turn; ${CONTENT_LENGTH} bytes a message. Rooms × people: ${fan.rooms} × ${fan.members}, ${hot.rooms} × ${hot.members}; idle: ${whole(idle.rooms * idle.members)} people, each in ${idle.each} rooms of ${idle.members}.`,
    `Grown: ${whole(crowd.messages)} messages, ${whole(crowd.rooms)} rooms, ${whole(crowd.users)} people beside those who are measured.`,
    disturbance(phases),
    deliveries(phases),
    "* the load generator's core was full: the server may do better. ~ disturbed in at least one round: not to be trusted.",
    ...faultsOf(entries).map((fault) => `FAULT ${fault}`),
  ];
  return lines.filter(Boolean).join("\n");
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
