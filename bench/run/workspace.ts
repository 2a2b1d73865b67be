import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { killAll } from "./child.ts";
import { projectRoot } from "./targets.ts";

// On the project's own disk: a temporary folder may be memory, where an fsync costs nothing and figures lie.
const folder = join(projectRoot, "data", `bench-${process.pid}`);

/** This run's folder, removed at its end together with every process that was started. */
export function workspace(): string {
  mkdirSync(folder, { recursive: true });
  // Where what tests start makes its folders.
  process.env.TMPDIR = folder;
  return folder;
}

/** What the run is at, apart from its result. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

process.on("exit", () => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
