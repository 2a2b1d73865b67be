import { sleep } from "./clock.ts";
import type { Connection, Run } from "./connection.ts";
import type { Job, Phase, PhaseResult } from "./job.ts";
import { startLoad } from "./start.ts";
import { snapshot, summarise, type Snapshot } from "./summary.ts";
import type { Tally } from "./tally.ts";

const DRAIN_MS = 30_000;

/** Warms up, measures for the phase's time, stops sending and waits until everything sent has arrived everywhere. */
export async function runPhase(phase: Phase, job: Job, run: Run, fleet: Connection[]): Promise<PhaseResult> {
  const { tally } = run;
  const start = snapshot(job, tally);
  const load = await startLoad(phase, job, run, fleet);
  await sleep(job.warmSeconds * 1000);
  tally.startMeasuring();
  const from = snapshot(job, tally);
  await sleep(phase.seconds * 1000);
  const to = snapshot(job, tally);
  tally.measuring = false;
  load.stop();
  await drain(start, tally, load.listeners);
  load.end();
  return summarise(phase, tally, load.listeners, start, from, to);
}

async function drain(start: Snapshot, tally: Tally, listeners: number): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  const outstanding = (): boolean =>
    tally.acknowledged < tally.sent ||
    tally.delivered - start.delivered < (tally.sent - start.sent) * listeners;
  while (outstanding() && performance.now() < deadline) await sleep(5);
  await sleep(100); // one too many would be a fault as well: give it the time to show
}
