/**
 * Real processes, and what tests do to them: freeze, stop, kill, start again on the same port and files.
 *
 *   await using redis = await startRedis();
 *   redis.pause();                       // it accepts and never answers
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "./wait.ts";

export type ServiceOptions = {
  name: string;
  /** The program itself, not a wrapper: signals go to its process id. */
  command: (service: { directory: string }) => string[];
  env?: Record<string, string | undefined>;
  /** Says whether it serves; may throw while it does not. */
  isReady: () => boolean | Promise<boolean>;
  readyWithin?: number;
};

const KEPT_LOG = 1_000_000;
const alive = new Set<Service>();

// A test run that ends in the middle takes its processes with it.
process.on("exit", () => {
  for (const service of alive) service.abandon();
});

export class Service implements AsyncDisposable {
  /** A temporary folder of its own, kept until it is disposed of. */
  readonly directory: string;
  readonly #options: ServiceOptions;
  #child: Bun.Subprocess<"ignore", "pipe", "pipe"> | undefined;
  #log = "";

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.directory = mkdtempSync(join(tmpdir(), `wisp-${options.name}-`));
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number {
    if (this.#child === undefined) throw new Error(`${this.#options.name} was not started`);
    return this.#child.pid;
  }

  /** Everything it wrote, to either stream, since it was first started. */
  get log(): string {
    return this.#log;
  }

  /** Resolves with the exit code, or with the signal's name. */
  get exited(): Promise<number | string> {
    const child = this.#child;
    if (child === undefined) throw new Error(`${this.#options.name} was not started`);
    return child.exited.then((code) => child.signalCode ?? code);
  }

  async start(): Promise<this> {
    this.launch();
    const { name, isReady, readyWithin = 60_000 } = this.#options;
    const ready = async () => !this.running || (await isReady());
    const message = () => `${name} to be ready\n${this.#log}`;
    await waitFor(ready, { timeout: readyWithin, message, interval: 20 });
    if (!this.running) throw new Error(`${name} ended before it was ready\n${this.#log}`);
    return this;
  }

  /** Starts it without waiting for it, for those that are expected to fail. */
  launch(): this {
    if (this.running) throw new Error(`${this.#options.name} is running already`);
    const { command, env } = this.#options;
    const child = Bun.spawn(command(this), {
      env: env ?? process.env,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    this.#child = child;
    alive.add(this);
    void this.#collect(child.stdout);
    void this.#collect(child.stderr);
    return this;
  }

  /** Asks it to end (SIGTERM) and waits for that; fails when it does not. Returns the exit code or signal. */
  async stop(within = 15_000): Promise<number | string> {
    this.resume();
    this.#child?.kill("SIGTERM");
    await waitFor(() => !this.running, {
      timeout: within,
      message: () => `the end of ${this.#options.name}\n${this.#log}`,
    });
    return this.exited;
  }

  /** Ends it at once, as a crash or a power cut would (SIGKILL). */
  async kill(): Promise<void> {
    this.abandon();
    await this.#child?.exited;
  }

  /** Freezes it: its sockets stay open and nothing answers, as on a host that hangs. */
  pause(): void {
    const { pid } = this;
    this.#child?.kill("SIGSTOP");
    // The signal reaches one thread after another; until the last has it, an answer may still go out.
    const deadline = performance.now() + 2000;
    while (!isFrozen(pid)) {
      if (performance.now() > deadline) throw new Error(`${this.#options.name} does not freeze`);
      Bun.sleepSync(1);
    }
  }

  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  /** Starts it again with the same port, folder and settings. */
  async restart(): Promise<this> {
    if (this.running) await this.kill();
    return this.start();
  }

  abandon(): void {
    alive.delete(this);
    if (this.running) this.#child?.kill("SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#log = (this.#log + decoder.decode(chunk, { stream: true })).slice(-KEPT_LOG);
    }
  }
}

/** Whether every thread is stopped or has ended, as Linux tells it: the letter after the name, which may hold spaces. */
function isFrozen(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return true;
  try {
    return readdirSync(tasks).every((task) =>
      /\) [TZ] /.test(readFileSync(join(tasks, task, "stat"), "utf8")),
    );
  } catch {
    // A thread ended while it was looked at.
    return false;
  }
}

/** A port on the loopback that was free a moment ago. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

/** `{ port: 6379 }` as `--port 6379`. */
export function flags(values: Record<string, string | number>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
