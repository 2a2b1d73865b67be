/** One load generator process: reads its job from standard input, prints its result as JSON, and is gone. */
import { sleep } from "./clock.ts";
import type { Connection, Run } from "./connection.ts";
import { dialects } from "./dialects.ts";
import { openFleet } from "./fleet.ts";
import type { Job, JobResult, PhaseResult } from "./job.ts";
import { runPhase } from "./phase.ts";
import { cpuSeconds, difference, machineSeconds, otherCores, residentBytes } from "./proc.ts";
import { Tally } from "./tally.ts";

async function main(job: Job): Promise<JobResult> {
  setTimeout(() => process.exit(3), job.limitSeconds * 1000);
  const run: Run = { dialect: dialects[job.dialect], port: job.port, tally: new Tally() };
  const before = {
    at: performance.now(),
    server: cpuSeconds(job.pid),
    own: cpuSeconds("self"),
    rss: residentBytes(job.pid),
    machine: machineSeconds(),
  };
  const fleet = await openFleet(job, run);
  const seconds = (performance.now() - before.at) / 1000;
  const serverCpu = difference(cpuSeconds(job.pid), before.server);
  const ownCpu = difference(cpuSeconds("self"), before.own);
  const machineCpu = difference(machineSeconds(), before.machine);
  await sleep(job.settleSeconds * 1000);
  const rss = difference(residentBytes(job.pid), before.rss);
  return {
    connections: fleet.length,
    connectsPerSecond: fleet.length / seconds,
    serverCpuMicrosPerConnect: serverCpu === null ? null : (serverCpu * 1e6) / fleet.length,
    generatorConnectCores: ownCpu === null ? null : ownCpu / seconds,
    otherConnectCores: otherCores(seconds, machineCpu, serverCpu, ownCpu),
    bytesPerIdleConnection: rss === null ? null : rss / fleet.length,
    phases: await runPhases(job, run, fleet),
    problems: [...run.tally.problems].map(([text, count]) =>
      count === 1 ? text : `${text} (${count} times)`,
    ),
  };
}

async function runPhases(job: Job, run: Run, fleet: Connection[]): Promise<PhaseResult[]> {
  const results: PhaseResult[] = [];
  for (const phase of job.phases) {
    results.push(await runPhase(phase, job, run, fleet));
  }
  run.tally.closing = true;
  return results;
}

const result = await main((await Bun.stdin.json()) as Job);
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);
