import { join } from "node:path";
import type { Figures } from "../report/figures.ts";
import type { Entry } from "../report/notes.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Sizes } from "../sizes.ts";
import type { Target } from "./targets.ts";

export type Run = {
  scenarios: Scenario[];
  targets: Target[];
  sizes: Sizes;
  workspace: string;
  figures: Figures;
  /** Filled with why a scenario was not measured. */
  missing: Map<string, string>;
  say: (text: string) => void;
};

/** A, B, C, A, B, C: whatever drifts on the machine meanwhile touches each server alike. */
export async function runRounds(run: Run): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const scenario of run.scenarios) {
    const missing = scenario.missing?.() ?? null;
    if (missing !== null) {
      run.missing.set(scenario.name, missing);
      run.say(`${scenario.name}: left out, ${missing}`);
    } else entries.push(...(await runScenario(run, scenario)));
  }
  return entries;
}

async function runScenario(run: Run, scenario: Scenario): Promise<Entry[]> {
  const { sizes, workspace, figures, say } = run;
  const entries: Entry[] = [];
  const rounds = Math.min(sizes.rounds, scenario.rounds ?? sizes.rounds);
  for (let round = 0; round < rounds; round += 1) {
    for (const target of run.targets.filter(({ name }) => scenario.servers.includes(name))) {
      say(`${scenario.name}, round ${round + 1} of ${rounds}: ${target.title}`);
      const directory = join(workspace, target.name);
      const { metrics, results, faults } = await scenario.measure(target, { sizes, directory, workspace });
      figures.add(target.name, metrics);
      entries.push({ target: target.name, scenario: scenario.name, round, results, faults });
      for (const fault of faults) say(`  FAULT ${fault}`);
    }
  }
  return entries;
}
