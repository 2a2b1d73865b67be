import { sleep } from "./clock.ts";
import type { Connection, Run } from "./connection.ts";
import { cpuSeconds, difference, machineSeconds, otherCores } from "./proc.ts";
import type { Histogram } from "./histogram.ts";
import type { Job, Percentiles, Phase, PhaseResult } from "./job.ts";
import { StampedMessage } from "./stamp.ts";
import type { Tally } from "./tally.ts";

const DRAIN_MS = 30_000;

/** Warms up, measures for the phase's time, stops sending and waits until everything sent has arrived everywhere. */
export async function runPhase(phase: Phase, job: Job, run: Run, fleet: Connection[]): Promise<PhaseResult> {
  const { tally } = run;
  const senders = pickSenders(phase, job, run, fleet);
  const start = snapshot(job, tally);
  const stop =
    phase.kind === "closed" ? startClosed(senders, phase.window, tally) : startOpen(senders, phase.perSecond);
  await sleep(job.warmSeconds * 1000);
  tally.startMeasuring();
  const from = snapshot(job, tally);
  await sleep(phase.seconds * 1000);
  const to = snapshot(job, tally);
  tally.measuring = false;
  stop();
  await drain(start, job, tally);
  return summarise(phase, job, tally, start, from, to);
}

/** Gives the senders their message; one that has it keeps it, so that no id is ever used twice. */
function pickSenders(phase: Phase, job: Job, run: Run, fleet: Connection[]): Connection[] {
  const step = Math.max(1, Math.floor(job.members / phase.senders));
  const senders: Connection[] = [];
  for (let room = 0; room < phase.rooms; room += 1) {
    for (let n = 0; n < phase.senders; n += 1) {
      const index = room * job.members + n * step;
      const sender = fleet[index]!;
      sender.message ??= new StampedMessage(run.dialect, job.roomIds[room]!, index, job.contentLength);
      senders.push(sender);
    }
  }
  return senders;
}

function startClosed(senders: Connection[], window: number, tally: Tally): () => void {
  tally.window = window;
  for (const sender of senders) sender.fill(window);
  return () => void (tally.window = 0);
}

/** Sends at a fixed rate whatever the server answers; the timer's grain is a millisecond, so a few may leave together. */
function startOpen(senders: Connection[], perSecond: number): () => void {
  const begun = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
    for (; sent < due; sent += 1) senders[sent % senders.length]!.send();
  }, 1);
  return () => clearInterval(timer);
}

type Snapshot = ReturnType<typeof snapshot>;

function snapshot(job: Job, tally: Tally) {
  const { sent, acknowledged, delivered } = tally;
  return {
    at: performance.now(),
    sent,
    acknowledged,
    delivered,
    server: cpuSeconds(job.pid),
    own: cpuSeconds("self"),
    machine: machineSeconds(),
  };
}

async function drain(start: Snapshot, job: Job, tally: Tally): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  const outstanding = (): boolean =>
    tally.acknowledged < tally.sent ||
    tally.delivered - start.delivered < (tally.sent - start.sent) * job.members;
  while (outstanding() && performance.now() < deadline) await sleep(5);
  await sleep(100); // one too many would be a fault as well: give it the time to show
}

const percentiles = (histogram: Histogram): Percentiles => ({
  p50: histogram.percentile(0.5),
  p99: histogram.percentile(0.99),
});

function summarise(
  phase: Phase,
  job: Job,
  tally: Tally,
  start: Snapshot,
  from: Snapshot,
  to: Snapshot,
): PhaseResult {
  const seconds = (to.at - from.at) / 1000;
  const deliveries = to.delivered - from.delivered;
  const serverCpu = difference(to.server, from.server);
  const ownCpu = difference(to.own, from.own);
  const machineCpu = difference(to.machine, from.machine);
  const sent = tally.sent - start.sent;
  return {
    name: phase.name,
    sendsPerSecond: (to.acknowledged - from.acknowledged) / seconds,
    deliveriesPerSecond: deliveries / seconds,
    ack: percentiles(tally.acks),
    delivery: percentiles(tally.deliveries),
    serverCpuSecondsPerMillion:
      serverCpu === null || deliveries === 0 ? null : (serverCpu * 1e6) / deliveries,
    serverCores: serverCpu === null ? null : serverCpu / seconds,
    generatorCores: ownCpu === null ? null : ownCpu / seconds,
    otherCores: otherCores(seconds, machineCpu, serverCpu, ownCpu),
    sent,
    acknowledged: tally.acknowledged - start.acknowledged,
    delivered: tally.delivered - start.delivered,
    expected: sent * job.members,
  };
}
