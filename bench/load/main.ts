/** One load generator process: reads its job from standard input, prints its result as JSON, and is gone. */
import { sleep } from "./clock.ts";
import type { Connection, Run } from "./connection.ts";
import { dialects } from "./dialects.ts";
import { openFleet } from "./fleet.ts";
import type { Job, JobResult, PhaseResult } from "./job.ts";
import { runPhase } from "./phase.ts";
import { difference, otherCores, residentBytes, sum } from "./proc.ts";
import { snapshot } from "./summary.ts";
import { Tally } from "./tally.ts";

async function main(job: Job): Promise<JobResult> {
  setTimeout(() => process.exit(3), job.limitSeconds * 1000);
  const dialect = dialects[job.dialect];
  const { path = dialect.path, compressed, contentLength } = job;
  const run: Run = { dialect, path, compressed, contentLength, tally: new Tally() };
  const resident = () => sum(job.pids.map(residentBytes));
  const rssBefore = resident();
  const before = snapshot(job, run.tally);
  const fleet = await openFleet(job, run);
  const after = snapshot(job, run.tally);
  await sleep(job.settleSeconds * 1000);
  const rss = difference(resident(), rssBefore);
  const again = job.comesAgain ? await comeAgain(job, run, fleet) : undefined;
  return {
    ...(again ?? connecting(fleet.length, before, after)),
    bytesPerIdleConnection: rss === null || fleet.length === 0 ? null : rss / fleet.length,
    phases: await runPhases(job, run, fleet),
    problems: [...run.tally.problems].map(([text, count]) =>
      count === 1 ? text : `${text} (${count} times)`,
    ),
  };
}

/** All go, and come to a server that has done this before: the first time half of its work is compiling its code. */
async function comeAgain(job: Job, run: Run, fleet: Connection[]) {
  run.tally.closing = true;
  for (const connection of fleet.splice(0)) connection.end();
  await sleep(job.settleSeconds * 1000);
  run.tally.closing = false;
  const before = snapshot(job, run.tally);
  fleet.push(...(await openFleet(job, run)));
  return connecting(fleet.length, before, snapshot(job, run.tally));
}

type Snapshot = ReturnType<typeof snapshot>;

/** What it took to let everybody in. */
function connecting(connections: number, before: Snapshot, after: Snapshot) {
  const seconds = (after.at - before.at) / 1000;
  const server = difference(after.server, before.server);
  const own = difference(after.own, before.own);
  const ours = sum([own, difference(after.beside, before.beside)]);
  return {
    connections,
    connectsPerSecond: connections / seconds,
    serverCpuMicrosPerConnect: server === null || connections === 0 ? null : (server * 1e6) / connections,
    generatorConnectCores: own === null ? null : own / seconds,
    otherConnectCores: otherCores(seconds, difference(after.machine, before.machine), server, ours),
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
