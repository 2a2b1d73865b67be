/**
 * What those who chat notice of others: ten thousand sockets that lose their network at once and come back, a client
 * that floods, a room in which a hundred people write without a pause, an address that asks without end.
 * `bun bench/disturbance/index.ts [CLIENTS]` prints a table in about two minutes.
 */
import { killAll } from "../run/child.ts";
import type { CrowdJob, Storm } from "./crowd.ts";
import { Disturber } from "./disturber.ts";
import type { Flood, FloodJob } from "./flood.ts";
import { MEMBERS, type Noticed, Stage } from "./stage.ts";

const [clients = 10_000] = process.argv.slice(2).map(Number);
const STORMS = 3;
const FLOOD_SECONDS = 8;
/** Milliseconds between two messages in the crowd's rooms. */
const NEWS_EVERY = 50;

process.on("exit", killAll);
console.log(
  "| Disturbance | Others' ack p50 ms, calm / disturbed | p99 ms | Longest stall ms | What the disturbers got |",
);
console.log("| --- | --- | --- | --- | --- |");
await storms();
await floods();

async function storms(): Promise<void> {
  await using stage = await Stage.set(clients / MEMBERS);
  const { roomIds, tokens } = stage.credentials;
  const job: CrowdJob = {
    port: stage.port,
    roomIds: roomIds.slice(0, -1),
    tokens: tokens.slice(0, clients),
    members: MEMBERS,
  };
  using crowd = await Disturber.start("crowd.ts", job);
  const news = setInterval(
    () => void stage.say(Math.floor(Math.random() * (roomIds.length - 1))),
    NEWS_EVERY,
  );
  for (let round = 0; round < STORMS; round += 1) {
    const { result, noticed } = await stage.watch(async () => JSON.parse(await crowd.ask("cut")) as Storm);
    report(`${clients} sockets come back`, noticed, toldOf(result));
  }
  clearInterval(news);
  const [memory, database] = await Promise.all(
    ["memory", "database"].map((source) => stage.metric("wisp_resumes_total", `source="${source}"`)),
  );
  console.log(`\nRooms caught up from memory ${memory}, from the database ${database}.\n`);
}

async function floods(): Promise<void> {
  // With limits, as an installation has them, but for those who are watched.
  const limited = { RATE_LIMITS: "on", LIMIT_MESSAGES: "6000/1m", CLIENT_ADDRESS_HEADER: "x-client" };
  await flood("frames", "one client floods", limited);
  await flood("address", "one address floods", limited);
  await flood("room", `${MEMBERS} people flood a room`, {});
}

async function flood(kind: string, title: string, settings: Record<string, string>): Promise<void> {
  await using stage = await Stage.set(1, settings);
  const { roomIds, tokens } = stage.credentials;
  const job: FloodJob = {
    port: stage.port,
    roomId: roomIds[0] ?? "",
    tokens: tokens.slice(0, MEMBERS),
    seconds: FLOOD_SECONDS,
  };
  using flooder = await Disturber.start("flood.ts", job);
  const { result, noticed } = await stage.watch(async () => JSON.parse(await flooder.ask(kind)) as Flood);
  report(
    title,
    noticed,
    Object.entries(result)
      .map(([what, times]) => `${what}: ${times}`)
      .join(", "),
  );
}

function toldOf({ back, seconds, gaps, refused, closes }: Storm): string {
  const short = (value: number | null) => (value ?? 0).toFixed(1);
  const closed = Object.entries(closes).map(([code, times]) => `, ${code}: ${times}`);
  return `${back} back after p50 ${short(seconds.p50)} s, p99 ${short(seconds.p99)} s, last ${short(seconds.last)} s; holes ${gaps}; 503: ${refused}${closed.join("")}`;
}

function report(title: string, { before, during, stall }: Noticed, told: string): void {
  const milliseconds = (value: number | null) => ((value ?? 0) / 1000).toFixed(1);
  const pair = (share: "p50" | "p99") =>
    `${milliseconds(before.ack[share])} / ${milliseconds(during.ack[share])}`;
  console.log(`| ${title} | ${pair("p50")} | ${pair("p99")} | ${(stall * 1000).toFixed(0)} | ${told} |`);
}
