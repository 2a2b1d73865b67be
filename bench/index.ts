/**
 * `bun bench`: Wisp and its peers, measured in turn on this machine, and how they compare.
 *
 *   bun bench                        the full run, about fifteen minutes
 *   bun bench --short                small sizes, under a minute
 *   bun bench --servers wisp,relay   only these of wisp, bare, socketio, relay; the first is compared with the others
 *   bun bench --scenarios stored     only these of stored, fan-out, hot room, fsync (comma-separated)
 *   bun bench --rounds 5 --json out.json
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareFsync } from "./fsync.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Figures } from "./report/figures.ts";
import { metricsOf } from "./report/metrics.ts";
import { type Entry, faultsOf, renderNotes } from "./report/notes.ts";
import { renderTables } from "./report/tables.ts";
import { killAll } from "./run/child.ts";
import { descriptorLimit } from "./run/machine.ts";
import { measure } from "./run/measure.ts";
import { projectRoot, targets, type Target } from "./run/targets.ts";

const { values: options } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    servers: { type: "string", default: "wisp,bare,socketio" },
    scenarios: { type: "string" },
    rounds: { type: "string" },
    json: { type: "string" },
  },
});

// On the project's own disk: a temporary folder may be memory, where an fsync costs nothing and figures lie.
const workspace = join(projectRoot, "data", `bench-${process.pid}`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function chosenTargets(): Target[] {
  return options.servers.split(",").map((name) => {
    const target = targets.find((candidate) => candidate.name === name);
    if (target === undefined)
      throw new Error(`no server called ${name}: ${targets.map((each) => each.name).join(", ")}`);
    return target;
  });
}

function chosenPlan(): Plan {
  const plan = makePlan(options.short ? "short" : "full", descriptorLimit());
  const wanted = options.scenarios?.split(",");
  const scenarios = plan.scenarios.filter(({ name }) => wanted === undefined || wanted.includes(name));
  return { ...plan, scenarios, rounds: Number(options.rounds ?? plan.rounds) };
}

/** A, B, C, A, B, C: whatever drifts on the machine meanwhile touches each server alike. */
async function runAll(plan: Plan, chosen: Target[], figures: Figures): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const scenario of plan.scenarios) {
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const target of chosen) {
        say(`${scenario.name}, round ${round + 1} of ${plan.rounds}: ${target.title}`);
        const measured = await measure(target, scenario, plan, join(workspace, target.name));
        figures.add(target.name, metricsOf(scenario, measured.result));
        entries.push({ target: target.name, scenario: scenario.name, round, ...measured });
        for (const fault of measured.faults) say(`  FAULT ${fault}`);
      }
    }
  }
  return entries;
}

async function main(): Promise<number> {
  const plan = chosenPlan();
  const chosen = chosenTargets();
  if (descriptorLimit() < 10_400)
    say(`Only ${descriptorLimit()} descriptors a process: fewer connections than usual.`);
  mkdirSync(workspace, { recursive: true });
  const figures = new Figures();
  const entries = await runAll(plan, chosen, figures);
  if (options.json) await Bun.write(options.json, JSON.stringify(entries, null, 2));
  const comparesFsync = options.scenarios?.split(",").includes("fsync") ?? chosen[0]?.name === "wisp";
  const fsync = comparesFsync ? await compareFsync(plan, workspace, say) : "";
  const tables = entries.length > 0 ? [renderTables(figures, chosen), renderNotes(plan, entries)] : [];
  console.log([...tables, fsync].filter(Boolean).join("\n\n"));
  return faultsOf(entries).length === 0 ? 0 : 1;
}

process.on("exit", () => {
  killAll();
  rmSync(workspace, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
process.exit(await main());
