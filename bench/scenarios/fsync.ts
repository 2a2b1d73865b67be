/** What durability costs: Wisp as it is shipped, and with a library below it that turns every fsync into nothing. */
import { join } from "node:path";
import { Faulty } from "../../test/support/faulty/index.ts";
import { median } from "../report/figures.ts";
import { table } from "../report/tables.ts";
import { measure } from "../run/measure.ts";
import { targets } from "../run/targets.ts";
import type { Sizes } from "../sizes.ts";
import { storedPhase } from "./stored.ts";

const ROUNDS = 2;
const WARM_SECONDS = 1;

type Sample = { perSecond: number; sendsPerFsync: number };

async function sample(
  faulty: Faulty,
  shipped: boolean,
  inFlight: number,
  sizes: Sizes,
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
    { rooms: inFlight, members: 2 },
    {
      phases: [storedPhase(inFlight, sizes.fsyncSeconds)],
      warmSeconds: Math.min(sizes.warmSeconds, WARM_SECONDS),
    },
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
  sizes: Sizes,
  workspace: string,
  say: (text: string) => void,
): Promise<string> {
  if (Bun.which("cc") === null) return "The cost of fsync was not measured: it needs a C compiler (cc).";
  using faulty = Faulty.build();
  const rows: string[][] = [];
  for (const inFlight of sizes.stored) {
    const samples: { shipped: Sample[]; without: Sample[] } = { shipped: [], without: [] };
    // A, B, A, B: whatever drifts on the machine meanwhile touches both alike.
    for (let round = 0; round < Math.min(sizes.rounds, ROUNDS); round += 1) {
      say(`the cost of fsync, ${inFlight} in flight, round ${round + 1}`);
      samples.shipped.push(await sample(faulty, true, inFlight, sizes, workspace));
      samples.without.push(await sample(faulty, false, inFlight, sizes, workspace));
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
