/**
 * `bun bench:page`: the page in a real Chromium, beside what issue and README promise of it.
 *
 *   bun bench:page                      everything, under three minutes
 *   bun bench:page --only bytes,paint   only these; `--only list` names them
 *   bun bench:page --check              fails where a budget is broken: bytes, shifts, frames to one's own message
 */
import { parseArgs } from "node:util";
import { describeMachine, describeVersion, loadAverage } from "../run/machine.ts";
import { say } from "../run/workspace.ts";
import { broken, type Line, renderLines } from "./line.ts";
import { parts } from "./parts/index.ts";
import type { Part } from "./parts/part.ts";
import { PageStage } from "./stage.ts";

const { values: options } = parseArgs({
  options: { only: { type: "string" }, check: { type: "boolean", default: false } },
});

function chosen(): Part[] {
  const names = options.only?.split(",");
  const unknown = names?.find((name) => !parts.some((part) => part.name === name));
  if (unknown) throw new Error(`no part "${unknown}": there are ${parts.map(({ name }) => name).join(", ")}`);
  return parts.filter(({ name }) => names?.includes(name) ?? true);
}

/** A part that cannot be measured is told, and the others go on. */
async function measured(part: Part, stage: PageStage, faults: string[]): Promise<Line[]> {
  say(`${part.name} …`);
  try {
    return await part.measure(stage);
  } catch (error) {
    faults.push(`${part.name}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

async function main(): Promise<number> {
  if (options.only === "list") {
    console.log(parts.map(({ name }) => name).join("\n"));
    return 0;
  }
  await using stage = await PageStage.open();
  const faults: string[] = [];
  const lines: Line[] = [];
  for (const part of chosen()) lines.push(...(await measured(part, stage, faults)));
  console.log(`${describeMachine()}; ${describeVersion()}; load ${loadAverage() ?? "unknown"}\n`);
  console.log(renderLines(lines));
  for (const fault of faults) console.log(`\nFAULT ${fault}`);
  return faults.length > 0 || (options.check && broken(lines).length > 0) ? 1 : 0;
}

process.exit(await main());
