import { mkdirSync, rmSync } from "node:fs";
import type { JobResult } from "../load/job.ts";
import { faultsOf, generate, type Load } from "./generate.ts";
import { withServer } from "./server.ts";
import type { Layout, Target } from "./targets.ts";

export type Measured = { results: JobResult[]; faults: string[] };

/** An empty folder for as long as `use` takes. */
export async function inFolder<T>(directory: string, use: () => Promise<T>): Promise<T> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  try {
    return await use();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Fresh folder, fresh database, fresh server; one load generator; everything stopped and removed afterwards. */
export function measure(
  target: Target,
  layout: Layout,
  load: Omit<Load, "layout" | "credentials">,
  directory: string,
): Promise<Measured & { result: JobResult }> {
  return inFolder(directory, async () => {
    const credentials = await target.prepare(layout, directory);
    const before = await target.stored(directory);
    const result = await withServer(target, directory, (server) =>
      generate(target, [server], { ...load, layout, credentials }),
    );
    return { result, results: [result], faults: faultsOf([result], before, await target.stored(directory)) };
  });
}
