import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Job, JobResult } from "../load/job.ts";
import type { Plan, Scenario } from "../plan.ts";
import { runToEnd, startServer, stop, waitForHttp } from "./child.ts";
import { cores } from "./machine.ts";
import { projectRoot, type Credentials, type Target } from "./targets.ts";

const CONTENT_LENGTH = 128;
const START_WITHIN_MS = 20_000;
const generator = join(import.meta.dir, "..", "load", "main.ts");

export type Measured = { result: JobResult; faults: string[] };

/** Fresh directory, fresh database, fresh server; one load generator; everything stopped and removed afterwards. */
export async function measure(
  target: Target,
  scenario: Scenario,
  plan: Plan,
  directory: string,
): Promise<Measured> {
  mkdirSync(directory, { recursive: true });
  try {
    const credentials = await target.prepare(scenario.layout, directory);
    const result = await withServer(target, directory, (port, pid) =>
      generate(makeJob(target, scenario, plan, credentials, port, pid)),
    );
    return { result, faults: faultsOf(result, target.stored(directory)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function withServer<T>(
  target: Target,
  directory: string,
  use: (port: number, pid: number) => Promise<T>,
): Promise<T> {
  const port = freePort();
  const log = join(directory, "server.log");
  const env = { PATH: process.env.PATH ?? "", ...target.environment(port, directory) };
  const child = startServer(await target.command(), { core: cores()?.server, cwd: projectRoot, env, log });
  try {
    await waitForHttp(`http://127.0.0.1:${port}${target.readyPath}`, child, START_WITHIN_MS);
    return await use(port, child.pid);
  } catch (error) {
    const tail = (
      await Bun.file(log)
        .text()
        .catch(() => "")
    ).slice(-2000);
    throw new Error(`${target.title}: ${error instanceof Error ? error.message : String(error)}\n${tail}`, {
      cause: error,
    });
  } finally {
    await stop(child);
  }
}

function freePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => undefined } });
  probe.stop(true);
  return probe.port;
}

function makeJob(
  target: Target,
  scenario: Scenario,
  plan: Plan,
  credentials: Credentials,
  port: number,
  pid: number,
): Job {
  const busy = scenario.phases.reduce((sum, phase) => sum + phase.seconds + plan.warmSeconds + 31, 0);
  return {
    port,
    pid,
    dialect: target.dialect,
    ...scenario.layout,
    ...credentials,
    contentLength: CONTENT_LENGTH,
    warmSeconds: plan.warmSeconds,
    settleSeconds: scenario.settleSeconds,
    phases: scenario.phases,
    limitSeconds: busy + 90,
  };
}

async function generate(job: Job): Promise<JobResult> {
  const output = await runToEnd([process.execPath, generator], cores()?.generator, JSON.stringify(job));
  return JSON.parse(output) as JobResult;
}

/** Everything sent has to be acknowledged, received by every member exactly once, and stored. */
function faultsOf(result: JobResult, stored: number | null): string[] {
  const faults = [...result.problems];
  for (const { name, sent, acknowledged, delivered, expected } of result.phases) {
    if (acknowledged !== sent) faults.push(`${name}: ${sent} sent, ${acknowledged} acknowledged`);
    if (delivered !== expected) faults.push(`${name}: ${delivered} of ${expected} deliveries arrived`);
  }
  const acknowledged = result.phases.reduce((sum, phase) => sum + phase.acknowledged, 0);
  if (stored !== null && stored !== acknowledged)
    faults.push(`${acknowledged} acknowledged, ${stored} stored`);
  return faults;
}
