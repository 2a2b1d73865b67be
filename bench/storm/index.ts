/**
 * Ten thousand sockets lose their network at once and come back to one node, on which others chat on: how long until
 * everyone holds everything again, and what the others notice. `bun bench/storm/index.ts [CLIENTS] [STORMS]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep } from "../load/clock.ts";
import { killAll, startServer, stop, waitForHttp } from "../run/child.ts";
import { cores } from "../run/machine.ts";
import { projectRoot, targets } from "../run/targets.ts";
import { Chatter, type Latencies } from "./chatter.ts";
import type { CrowdJob, Storm } from "./crowd.ts";

const [clients = 10_000, storms = 3] = process.argv.slice(2).map(Number);
/** People of each of the crowd's rooms, in which something is said all the while. */
const MEMBERS = 100;
const CHATTERS = 20;
/** Milliseconds for which the others are watched before each storm. */
const CALM = 8000;
/** Milliseconds between two messages in the crowd's rooms. */
const NEWS_EVERY = 50;
const wisp = targets[0]!;

process.on("exit", killAll);
const directory = mkdtempSync(join(tmpdir(), "wisp-storm-"));
const { roomIds, tokens } = await wisp.prepare({ rooms: clients / MEMBERS + 1, members: MEMBERS }, directory);
const port = 20_000 + (process.pid % 10_000);
const server = startServer(await wisp.command(), {
  core: cores()?.server,
  cwd: projectRoot,
  env: { PATH: process.env.PATH ?? "", ...wisp.environment(port, directory) },
  log: join(directory, "server.log"),
});
await waitForHttp(`http://127.0.0.1:${port}/health`, server, 20_000);

const crowd = startCrowd({
  port,
  roomIds: roomIds.slice(0, -1),
  tokens: tokens.slice(0, clients),
  members: MEMBERS,
});
await crowd.next();
const others = new Chatter(roomIds.at(-1) ?? "");
await others.begin(port, tokens.slice(-CHATTERS));
const news = setInterval(() => void say(Math.floor(Math.random() * (roomIds.length - 1))), NEWS_EVERY);

for (let round = 0; round < storms; round += 1) {
  await metric("wisp_event_loop_stall_seconds");
  await sleep(1000);
  others.take();
  await sleep(CALM);
  const before = others.take();
  const calmStall = await metric("wisp_event_loop_stall_seconds");
  const storm = await crowd.cut();
  const during = others.take();
  const stall = await metric("wisp_event_loop_stall_seconds");
  console.log(
    JSON.stringify({
      ...storm,
      before: inMilliseconds(before),
      during: inMilliseconds(during),
      calmStall,
      stall,
    }),
  );
}
clearInterval(news);
others.end();
crowd.end();
await stop(server);
rmSync(directory, { recursive: true, force: true });

function startCrowd(job: CrowdJob) {
  const core = cores()?.generator;
  const command = [process.execPath, join(import.meta.dir, "crowd.ts")];
  // The crowd and those who watch share a core: the kernel lets the watchers go first.
  const nice = ["nice", "-n", "19", ...command];
  const pinned = core === undefined ? nice : ["taskset", "-c", String(core), ...nice];
  const child = Bun.spawn(["sh", "-c", 'ulimit -n "$(ulimit -Hn)"; exec "$@"', "sh", ...pinned], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const ask = (line: string) => {
    void child.stdin.write(`${line}\n`);
    void child.stdin.flush();
  };
  ask(JSON.stringify(job));
  const lines = linesOf(child.stdout);
  const next = async () => (await lines.next()).value ?? "";
  return {
    next,
    async cut(): Promise<Storm> {
      ask("cut");
      return JSON.parse(await next()) as Storm;
    },
    end: () => child.kill("SIGKILL"),
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

async function say(room: number): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/api/rooms/${roomIds[room]}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens[room * MEMBERS]}`, "content-type": "application/json" },
    body: JSON.stringify({ content: "news" }),
  }).catch(() => undefined);
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${name}{`));
  return Number(line?.slice(line.lastIndexOf(" ")));
}

function inMilliseconds({ ack, delivery }: Latencies) {
  const short = (value: number | null) => value && Math.round(value / 10) / 100;
  return {
    ackP50: short(ack.p50),
    ackP99: short(ack.p99),
    deliveryP50: short(delivery.p50),
    deliveryP99: short(delivery.p99),
  };
}
