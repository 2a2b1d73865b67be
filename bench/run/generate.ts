import { join } from "node:path";
import type { Job, JobResult, Phase } from "../load/job.ts";
import { runToEnd } from "./child.ts";
import { cores } from "./machine.ts";
import type { Server } from "./server.ts";
import type { Credentials, Layout, Target } from "./targets.ts";

export const CONTENT_LENGTH = 128;
const generator = join(import.meta.dir, "..", "load", "main.ts");

export type Load = {
  layout: Layout;
  credentials: Credentials;
  phases: Phase[];
  warmSeconds: number;
  settleSeconds?: number;
  comesAgain?: boolean;
  /** All of the layout's people where left out. */
  connections?: number;
  path?: string;
  compressed?: boolean;
  /** Process ids that belong to the measurement but are not the server. */
  beside?: number[];
  /** Left out: on a core of its own, where there is one. */
  pinned?: boolean;
};

/** One load generator process against the servers, which share its connections. */
export async function generate(target: Target, servers: Server[], load: Load): Promise<JobResult> {
  const core = load.pinned === false ? undefined : cores()?.generator;
  const output = await runToEnd(
    [process.execPath, generator],
    core,
    JSON.stringify(makeJob(target, servers, load)),
  );
  return JSON.parse(output) as JobResult;
}

function makeJob({ dialect }: Target, servers: Server[], load: Load): Job {
  const { layout, credentials, phases, warmSeconds } = load;
  const busy = phases.reduce((sum, phase) => sum + phase.seconds + warmSeconds + 31, 0);
  return {
    ports: servers.map(({ port }) => port),
    pids: servers.map(({ pid }) => pid),
    beside: load.beside ?? [],
    dialect,
    ...(load.path !== undefined && { path: load.path }),
    compressed: load.compressed ?? false,
    rooms: layout.rooms,
    members: layout.members,
    each: layout.each ?? 1,
    connections: load.connections ?? layout.rooms * layout.members,
    ...credentials,
    contentLength: CONTENT_LENGTH,
    warmSeconds,
    settleSeconds: load.settleSeconds ?? 0.2,
    comesAgain: load.comesAgain ?? false,
    phases,
    limitSeconds: busy + 90 + 2 * (load.settleSeconds ?? 0),
  };
}

/** Everything sent has to be acknowledged, received by every member exactly once, and stored. */
export function faultsOf(results: JobResult[], storedBefore: number | null, stored: number | null): string[] {
  const faults = results.flatMap(({ problems }) => problems);
  const phases = results.flatMap((result) => result.phases);
  for (const { name, sent, acknowledged, delivered, expected } of phases) {
    if (acknowledged !== sent) faults.push(`${name}: ${sent} sent, ${acknowledged} acknowledged`);
    if (delivered !== expected) faults.push(`${name}: ${delivered} of ${expected} deliveries arrived`);
  }
  const expected = phases.reduce((sum, phase) => sum + phase.stored, storedBefore ?? 0);
  if (stored !== null && stored !== expected) faults.push(`${expected} to be stored, ${stored} stored`);
  return faults;
}
