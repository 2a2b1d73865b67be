/**
 * The crowd's process: connects everyone, then at each line `cut` on its standard input loses all connections at once,
 * and tells how long they took until each of them held everything again.
 */
import { sleep } from "../load/clock.ts";
import { Histogram } from "../load/histogram.ts";
import { type Counts, Returner } from "./returner.ts";

/** Clients that connect at once in the beginning, which is not what is measured. */
const AT_ONCE = 64;
const BACK_WITHIN_MS = 60_000;

export type CrowdJob = { port: number; roomIds: string[]; tokens: string[]; members: number };
export type Storm = {
  clients: number;
  back: number;
  seconds: { p50: number | null; p99: number | null; last: number };
  refused: number;
  closes: Record<number, number>;
  /** Changes that came although one before them was missing. */
  gaps: number;
};

const lines = console[Symbol.asyncIterator]();
const job = JSON.parse((await lines.next()).value as string) as CrowdJob;
const counts: Counts = { refused: 0, closes: {}, gaps: 0 };
const crowd = job.tokens.map(
  (token, index) =>
    new Returner({
      token,
      roomId: job.roomIds[Math.floor(index / job.members)] ?? "",
      port: job.port,
      counts,
    }),
);
for (let from = 0; from < crowd.length; from += AT_ONCE) {
  const some = crowd.slice(from, from + AT_ONCE);
  for (const client of some) void client.open();
  await allBack(some);
}
process.stdout.write("ready\n");
for await (const line of lines) {
  if (line !== "cut") break;
  process.stdout.write(`${JSON.stringify(await storm())}\n`);
}
process.exit(0);

async function storm(): Promise<Storm> {
  Object.assign(counts, { refused: 0, closes: {}, gaps: 0 });
  const begun = performance.now();
  for (const client of crowd) client.cut();
  await allBack(crowd);
  const histogram = new Histogram();
  const times = crowd.flatMap(({ backAt }) => (backAt === undefined ? [] : [(backAt - begun) / 1000]));
  for (const time of times) histogram.record(time * 1e6);
  const seconds = (share: number) => (histogram.percentile(share) ?? 0) / 1e6;
  return {
    clients: crowd.length,
    back: times.length,
    seconds: { p50: seconds(0.5), p99: seconds(0.99), last: Math.max(...times) },
    ...counts,
  };
}

async function allBack(clients: Returner[]): Promise<void> {
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (clients.some(({ backAt }) => backAt === undefined) && performance.now() < deadline) await sleep(5);
}
