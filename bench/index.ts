/**
 * `bun bench`: Wisp beside its references, measured in turn on this machine: which goals are met, and every figure.
 *
 *   bun bench                          the full run, about twenty-five minutes
 *   bun bench --short                  small sizes, two minutes
 *   bun bench --servers wisp,relay     only these of wisp, relay, bare, socketio
 *   bun bench --scenarios stored,sqld  only these; `--scenarios list` names them
 *   bun bench --rounds 5 --json out.json
 */
import { parseArgs } from "node:util";
import { renderGoals } from "./goals/table.ts";
import { Figures } from "./report/figures.ts";
import { faultsOf, renderNotes } from "./report/notes.ts";
import { renderTables } from "./report/tables.ts";
import { descriptorLimit } from "./run/machine.ts";
import { runRounds } from "./run/rounds.ts";
import { targets, type Target } from "./run/targets.ts";
import { say, workspace } from "./run/workspace.ts";
import { compareFsync } from "./scenarios/fsync.ts";
import { scenarios } from "./scenarios/index.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { fitted, full, short, type Sizes } from "./sizes.ts";

const FSYNC = "fsync";

const { values: options } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    servers: { type: "string", default: targets.map(({ name }) => name).join(",") },
    scenarios: { type: "string" },
    rounds: { type: "string" },
    json: { type: "string" },
  },
});

function named<Named extends { name: string }>(names: string, all: Named[], other = ""): Named[] {
  const known = all.map(({ name }) => name);
  const unknown = names.split(",").filter((name) => name !== other && !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`unknown: ${unknown.join(", ")}. There are: ${known.join(", ")} ${other}`);
  return all.filter(({ name }) => names.split(",").includes(name));
}

const chosenTargets = (): Target[] => named(options.servers, targets);
const chosenScenarios = (): Scenario[] =>
  options.scenarios === undefined ? scenarios : named(options.scenarios, scenarios, FSYNC);

function chosenSizes(): Sizes {
  const sizes = fitted(options.short ? short : full, descriptorLimit());
  return { ...sizes, rounds: Number(options.rounds ?? sizes.rounds) };
}

async function main(): Promise<number> {
  if (options.scenarios === "list") {
    console.log([...scenarios.map(({ name }) => name), FSYNC].join("\n"));
    return 0;
  }
  if (descriptorLimit() < 10_400)
    say(`Only ${descriptorLimit()} descriptors a process: fewer connections than usual.`);
  const [figures, missing, sizes] = [new Figures(), new Map<string, string>(), chosenSizes()];
  const run = { scenarios: chosenScenarios(), targets: chosenTargets(), sizes, figures, missing, say };
  const entries = await runRounds({ ...run, workspace: workspace() });
  if (options.json) await Bun.write(options.json, JSON.stringify(entries, null, 2));
  // It is no goal, and takes time: the short run leaves it out.
  const comparesFsync = options.scenarios?.split(",").includes(FSYNC) ?? !options.short;
  const fsync = comparesFsync ? await compareFsync(sizes, workspace(), say) : "";
  const tables =
    entries.length > 0
      ? [renderGoals(figures, missing), renderTables(figures, run.targets), renderNotes(sizes, entries)]
      : [];
  console.log([...tables, fsync].filter(Boolean).join("\n\n"));
  return faultsOf(entries).length === 0 ? 0 : 1;
}

process.exit(await main());
