/** A node with a neighbour who talks, a crowd that holds connections, and campaigns of inputs that make no sense. */
import { readFileSync } from "node:fs";
import { Person, unique } from "../support/client.ts";
import type { NodeSettings } from "../support/node.ts";
import { run } from "./campaign.ts";
import { Crowd } from "./crowd.ts";
import { knownSecret, lasting } from "./lasting-token.ts";
import { settledHeap, settling } from "./memory.ts";
import { Neighbour } from "./neighbour.ts";
import type { Report } from "./neighbour-process.ts";
import type { Heap } from "./settle.ts";
import { Stage } from "./stage.ts";
import { Tally } from "./tally.ts";

export type Plan = {
  seed: number;
  inputs: number;
  settings?: NodeSettings;
  /** Connections that are held and used for nothing, at once. */
  crowd: number;
  /** At the memory, before and after. */
  looks: number;
  /** Only this case. */
  only?: string | undefined;
  /** Told of the inputs that are through, every few seconds. */
  onProgress?: (tally: Tally) => void;
};
export type Outcome = {
  tally: Tally;
  before: Heap;
  after: Heap;
  neighbour: Report;
  sentAway: number;
  /** Of the measured part: on the clock, and of the node's processor time. */
  seconds: number;
  cpuSeconds: number;
};

/** Of all inputs. They fill caches and compile code, and so come before the first measurement. */
const WARM_UP = 0.3;
/** Milliseconds in which the neighbour is alone, to compare with. */
const ALONE = 1500;
const PROGRESS_EVERY = 10_000;

/** Plays it all and looks, at the end, whether anything was stored, heard, logged or left behind. */
export async function play(plan: Plan): Promise<Outcome> {
  await using stage = await Stage.set({
    SOCKET_COMPRESSION: "on",
    ...knownSecret,
    ...settling,
    ...plan.settings,
  });
  const { node } = stage;
  await using neighbour = await neighbourOn(stage);
  const tally = new Tally();
  const target = { port: node.port, token: await lasting(stage.stranger.token), tally, ...plan };
  const ids = { room: stage.room.id, person: crypto.randomUUID() };
  const timer = setInterval(() => plan.onProgress?.(tally), PROGRESS_EVERY);
  try {
    await amongCrowd(node.port, plan.crowd, () =>
      run({ ...target, ids, name: "warm-up ", inputs: plan.inputs * WARM_UP }),
    );
    const before = await settledHeap(node, plan.looks);
    neighbour.enter("alone");
    await Bun.sleep(ALONE);
    neighbour.enter("during");
    const [started, cpu] = [performance.now(), cpuSeconds(node.pid)];
    const sentAway = await amongCrowd(node.port, plan.crowd, async (crowd) => {
      await run({ ...target, ids, name: "", inputs: plan.inputs * (1 - WARM_UP) });
      await crowd.allKindsSentAway();
    });
    const spent = { seconds: (performance.now() - started) / 1000, cpuSeconds: cpuSeconds(node.pid) - cpu };
    const after = await settledHeap(node, plan.looks);
    const report = await neighbour.report();
    await stage.expectUntouched();
    return { tally, before, after, neighbour: report, sentAway, ...spent };
  } finally {
    clearInterval(timer);
  }
}

/** Returns how many were sent away. */
async function amongCrowd(
  port: number,
  size: number,
  work: (crowd: Crowd) => Promise<void>,
): Promise<number> {
  await using crowd = await Crowd.gather(port, size);
  await work(crowd);
  return crowd.sentAway;
}

async function neighbourOn(stage: Stage): Promise<Neighbour> {
  const { url } = stage.node;
  const sender = await Person.register(url, unique("sender"));
  const reader = await Person.register(url, unique("reader"));
  const room = await sender.createRoom("closed");
  await sender.invite(room.id, reader);
  await stage.begin(room.id);
  const [one, other] = await Promise.all([lasting(sender.token), lasting(reader.token)]);
  return new Neighbour({ url, sender: one, reader: other, roomId: room.id });
}

/** Of a process and all its threads, as Linux counts them; 0 elsewhere. */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
