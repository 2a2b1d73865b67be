/**
 * How long people are without something that is stored, after a node's death and after a silent loss of Redis:
 *
 *   bun bench/recovery.ts [--rounds 5] [--clients 200]
 */
import { parseArgs } from "node:util";
import { Crowd, quantile, type Times } from "../test/deploy/recovery.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, clients: { type: "string", default: "200" } },
});
const rounds = Number(values.rounds);
const clients = Number(values.clients);

async function times(fault: (round: number) => Promise<Times>): Promise<Times> {
  const all: Times = { away: [], outages: [], behind: [] };
  for (let round = 0; round < rounds; round += 1) {
    const { away, outages, behind } = await fault(round);
    all.away.push(...away);
    all.outages.push(...outages);
    all.behind.push(...behind);
  }
  return all;
}

function row(fault: string, milliseconds: number[]): string {
  const cells = [0.5, 0.99, 1].map((part) => Math.round(quantile(milliseconds, part)));
  return `| ${[fault, milliseconds.length, ...cells].join(" | ")} |`;
}

console.log(`\n| ${clients} clients, 3 nodes, ${rounds} rounds; ms | Cases | p50 | p99 | Longest |`);
console.log("| --- | --- | --- | --- | --- |");
{
  await using crowd = await Crowd.gather(clients, 6);
  const died = await times((round) => crowd.kill(round % 3));
  console.log(row("A node dies: until its people are back and caught up", died.away));
  const froze = await times((round) => crowd.freeze(round % 3));
  console.log(row("A node freezes: the same, the balancer's check included", froze.away));
  const restarted = await times((round) => crowd.restart(round % 3));
  console.log(
    row("A node is restarted: from a socket's end until it is back and caught up", restarted.outages),
  );
  console.log(row("The same: the longest that somebody lacked a message", restarted.behind));
  await crowd.expectHeld();
}
{
  await using crowd = await Crowd.gather(clients, 1);
  const silent = await times(() => crowd.silence());
  console.log(row("Redis falls silent: the longest that somebody lacked a message", silent.behind));
  await crowd.expectHeld();
}
process.exit(0);
