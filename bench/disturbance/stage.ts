import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep } from "../load/clock.ts";
import { startServer, stop, waitForHttp } from "../run/child.ts";
import { cores } from "../run/machine.ts";
import { projectRoot, targets, type Credentials } from "../run/targets.ts";
import { Chatter, type Latencies } from "./chatter.ts";

/** People of each room, in the last of which the others chat. */
export const MEMBERS = 100;
const CHATTERS = 20;
/** Milliseconds for which the others are watched before each disturbance. */
const CALM = 8000;

/** What the others noticed: latencies in microseconds, the longest stall of the event loop in seconds. */
export type Noticed = { before: Latencies; during: Latencies; stall: number };

/** One node on a core of its own, and people who chat on it whatever the disturbers do. */
export class Stage implements AsyncDisposable {
  readonly port: number;
  readonly credentials: Credentials;
  readonly #directory: string;
  readonly #server: Bun.Subprocess;
  readonly #others: Chatter;

  private constructor(port: number, credentials: Credentials, directory: string, server: Bun.Subprocess) {
    this.port = port;
    this.credentials = credentials;
    this.#directory = directory;
    this.#server = server;
    this.#others = new Chatter(credentials.roomIds.at(-1) ?? "");
  }

  /** `rooms` are the disturbers'; `settings` replace the benchmark's. */
  static async set(rooms: number, settings: Record<string, string> = {}): Promise<Stage> {
    const wisp = targets[0]!;
    const directory = mkdtempSync(join(tmpdir(), "wisp-disturbance-"));
    const credentials = await wisp.prepare({ rooms: rooms + 1, members: MEMBERS }, directory);
    const port = 20_000 + (process.pid % 10_000);
    const server = startServer(await wisp.command(), {
      core: cores()?.server,
      cwd: projectRoot,
      env: { PATH: process.env.PATH ?? "", ...wisp.environment(port, directory), ...settings },
      log: join(directory, "server.log"),
    });
    await waitForHttp(`http://127.0.0.1:${port}/health`, server, 20_000);
    const stage = new Stage(port, credentials, directory, server);
    await stage.#others.begin(port, credentials.tokens.slice(-CHATTERS));
    return stage;
  }

  /** What the others notice of a disturbance, beside a calm time right before it. */
  async watch<Result>(disturb: () => Promise<Result>): Promise<{ result: Result; noticed: Noticed }> {
    await sleep(1000);
    this.#others.take();
    await sleep(CALM);
    const before = this.#others.take();
    await this.metric("wisp_event_loop_stall_seconds");
    const result = await disturb();
    const during = this.#others.take();
    return { result, noticed: { before, during, stall: await this.metric("wisp_event_loop_stall_seconds") } };
  }

  /** Something is said in one of the disturbers' rooms. */
  async say(room: number): Promise<void> {
    const { roomIds, tokens } = this.credentials;
    await fetch(`http://127.0.0.1:${this.port}/api/rooms/${roomIds[room]}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens[room * MEMBERS]}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "news" }),
    }).catch(() => undefined);
  }

  /** The sum of a metric over its series. */
  async metric(name: string, label = ""): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    const lines = text.split("\n").filter((each) => each.startsWith(`${name}{`) && each.includes(label));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#others.end();
    await stop(this.#server);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
