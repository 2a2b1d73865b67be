import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, planOf } from "./plan.ts";
import type { Stage } from "./stage.ts";
import type { Outcome } from "./trial.ts";

/** What went wrong, how to play it again, and where the logs are. */
export function failureOf({ seed, faults, violations }: Outcome, stage: Stage): string {
  const logs = join(tmpdir(), `wisp-faults-${seed}.log`);
  const plan = describe(planOf(seed, faults.length));
  const parts = [...stage.nodes.map(({ name, node }) => [name, node.log]), ["sqld", stage.sqld.log]];
  writeFileSync(logs, parts.map(([name, log]) => `=== ${name}\n${log}\n`).join(""));
  return [
    ...violations.map(({ sort, what }) => `${sort}: ${what}`),
    `The plan:\n${plan}`,
    `Logs: ${logs}`,
    `Again: FAULTS_SEED=${seed} bun test:faults`,
  ].join("\n");
}

/** Fault, how often it struck, how often together with another, and how many of its seeds kept every promise. */
export function tableOf(outcomes: Outcome[]): string {
  const rows = new Map<string, { times: number; paired: number; broken: Set<number> }>();
  for (const { seed, faults, violations } of outcomes) {
    for (const { kind, paired } of faults) {
      const row = rows.get(kind) ?? { times: 0, paired: 0, broken: new Set() };
      rows.set(kind, row);
      row.times += 1;
      if (paired) row.paired += 1;
      if (violations.length > 0) row.broken.add(seed);
    }
  }
  const lines = [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { times, paired, broken }]) => `| ${kind} | ${times} | ${paired} | ${broken.size} |`);
  return ["| Fault | times | in pairs | seeds broken |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

export function summaryOf(outcomes: Outcome[]): string {
  const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + pick(one), 0);
  const broken = outcomes.filter(({ violations }) => violations.length > 0).map(({ seed }) => seed);
  const silences = outcomes.map(({ longestSilence }) => longestSilence).toSorted((a, b) => a - b);
  const stall = Math.max(...outcomes.map(({ longestStall }) => longestStall));
  return [
    `${sum(({ faults }) => faults.length)} faults in ${outcomes.length} seeds`,
    `${sum(({ acknowledged }) => acknowledged)} messages acknowledged`,
    `${broken.length} seeds broken${broken.length > 0 ? ` (${broken.join()})` : ""}`,
    `longest time of a seed without any acknowledgement: median ${Math.round(
      silences[Math.floor(silences.length / 2)] ?? 0,
    )} ms, most ${Math.round(silences.at(-1) ?? 0)} ms`,
    `longest stall of an event loop ${Math.round(stall * 1000)} ms`,
  ].join("; ");
}
