/**
 * `bun bench:check`: a minute's benchmark that fails where Wisp has become half as good beside its references as in the
 * recorded run (floors.ts). A line that fails is measured again before it counts: machines that test are seldom alone.
 */
import { floors, type Floor } from "./floors.ts";
import { Figures } from "./report/figures.ts";
import { faultsOf } from "./report/notes.ts";
import { table } from "./report/tables.ts";
import { cores, descriptorLimit } from "./run/machine.ts";
import { runRounds } from "./run/rounds.ts";
import { targets } from "./run/targets.ts";
import { say, workspace } from "./run/workspace.ts";
import { scenarios } from "./scenarios/index.ts";
import { fitted, short } from "./sizes.ts";

/** Times that a line which does not hold is measured again. */
const AGAIN = 2;

type Line = Floor & { measured: number | null; holds: boolean };

const sizes = { ...fitted(short, descriptorLimit()), stored: [64, 512] };
const faults: string[] = [];

async function measured(of: Floor[]): Promise<Line[]> {
  const names = new Set(of.map(({ scenario }) => scenario));
  const servers = new Set<string>(["wisp", ...of.map(({ reference }) => reference)]);
  const figures = new Figures();
  const entries = await runRounds({
    scenarios: scenarios.filter(({ name }) => names.has(name)),
    targets: targets.filter(({ name }) => servers.has(name)),
    sizes,
    workspace: workspace(),
    figures,
    missing: new Map(),
    say,
  });
  faults.push(...faultsOf(entries));
  return of.map((floor) => judged(floor, figures));
}

/** A figure that this machine does not give (CPU, where there is no /proc) is no failure. */
function judged(floor: Floor, figures: Figures): Line {
  const ours = figures.figure(floor.label, "wisp");
  const theirs = figures.figure(floor.label, floor.reference);
  if (!ours || !theirs) return { ...floor, measured: null, holds: true };
  const ratio = ours.value / theirs.value;
  const less = figures.metric(floor.label)?.better === "less";
  return { ...floor, measured: ratio, holds: less ? ratio <= floor.ratio * 2 : ratio >= floor.ratio / 2 };
}

/** Measures, and measures again what does not hold. */
async function measuredPatiently(): Promise<Line[]> {
  let lines = await measured(floors);
  for (let again = 0; again < AGAIN; again += 1) {
    const failing = lines.filter(({ holds }) => !holds);
    if (failing.length === 0) break;
    say(`Once more: ${failing.map(({ label }) => label).join("; ")}`);
    const retried = await measured(failing);
    lines = lines.map((line) => retried.find(({ label }) => label === line.label) ?? line);
  }
  return lines;
}

async function main(): Promise<number> {
  if (cores() === null) {
    console.log("Not checked: server and load generator need a core each, and taskset to keep them there.");
    return 0;
  }
  const lines = await measuredPatiently();
  const rows = lines.map(({ label, reference, ratio, measured: now, holds }) => [
    label,
    reference,
    ratio.toFixed(2),
    now === null ? "unknown" : now.toFixed(2),
    holds ? "holds" : "half as good",
  ]);
  console.log(table(["Wisp's figure ÷ the reference's", "reference", "recorded", "now", ""], rows));
  for (const fault of faults) console.log(`FAULT ${fault}`);
  return lines.every(({ holds }) => holds) && faults.length === 0 ? 0 : 1;
}

process.exit(await main());
