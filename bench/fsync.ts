/** What durability costs: Wisp as it is shipped, and with a library below it that turns every fsync into nothing. */
import { join } from "node:path";
import { Faulty } from "../test/support/faulty/index.ts";
import type { Plan, Scenario } from "./plan.ts";
import { median } from "./report/figures.ts";
import { table } from "./report/tables.ts";
import { measure } from "./run/measure.ts";
import { targets } from "./run/targets.ts";

const ROUNDS = 2;
const WARM_SECONDS = 1;

type Sample = { perSecond: number; sendsPerFsync: number };

/** One layout for each number in flight, so that the fsyncs of each can be counted. */
function scenario(inFlight: number, seconds: number): Scenario {
  const name = `stored ${inFlight}`;
  const layout = { rooms: inFlight, members: 2 };
  return {
    name: "stored",
    layout,
    measuresConnections: false,
    settleSeconds: 0.2,
    phases: [{ kind: "closed", name, rooms: inFlight, senders: 1, window: 1, seconds }],
  };
}

async function sample(
  faulty: Faulty,
  shipped: boolean,
  inFlight: number,
  plan: Plan,
  workspace: string,
): Promise<Sample> {
  const [wisp] = targets;
  if (wisp === undefined) throw new Error("there is no server to measure");
  const control = faulty.control();
  control.skipSync(!shipped);
  // The library is below both, so that what it costs itself is in both.
  const environment = (port: number, directory: string) => {
    control.watch(directory);
    return { ...wisp.environment(port, directory), ...control.environment };
  };
  const directory = join(workspace, "fsync");
  const { result, faults } = await measure(
    { ...wisp, environment },
    scenario(inFlight, plan.fsyncSeconds),
    { ...plan, warmSeconds: Math.min(plan.warmSeconds, WARM_SECONDS) },
    directory,
  );
  if (faults.length > 0) throw new Error(`the cost of fsync: ${faults.join("; ")}`);
  const [phase] = result.phases;
  return {
    perSecond: phase?.sendsPerSecond ?? 0,
    sendsPerFsync: (phase?.acknowledged ?? 0) / Math.max(1, control.counts.syncs),
  };
}

/** A Markdown table, or why there is none. */
export async function compareFsync(
  plan: Plan,
  workspace: string,
  say: (text: string) => void,
): Promise<string> {
  if (Bun.which("cc") === null) return "The cost of fsync was not measured: it needs a C compiler (cc).";
  using faulty = Faulty.build();
  const rows: string[][] = [];
  for (const inFlight of plan.fsyncInFlight) {
    const samples: { shipped: Sample[]; without: Sample[] } = { shipped: [], without: [] };
    // A, B, A, B: whatever drifts on the machine meanwhile touches both alike.
    for (let round = 0; round < Math.min(plan.rounds, ROUNDS); round += 1) {
      say(`the cost of fsync, ${inFlight} in flight, round ${round + 1}`);
      samples.shipped.push(await sample(faulty, true, inFlight, plan, workspace));
      samples.without.push(await sample(faulty, false, inFlight, plan, workspace));
    }
    const rate = (side: Sample[]) => median(side.map(({ perSecond }) => perSecond));
    const [shipped, without] = [rate(samples.shipped), rate(samples.without)];
    const carried = median(samples.shipped.map(({ sendsPerFsync }) => sendsPerFsync));
    const whole = (value: number) => Math.round(value).toLocaleString("en-US");
    rows.push([
      String(inFlight),
      "per second",
      whole(shipped),
      whole(without),
      (shipped / without).toFixed(2),
      carried.toFixed(1),
    ]);
  }
  const head = ["in flight", "stored sends", "as shipped", "without fsync", "ratio", "sends per fsync"];
  return `### The cost of fsync\n\n${table(head, rows)}`;
}
