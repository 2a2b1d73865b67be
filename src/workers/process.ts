import type { Subprocess } from "bun";
import { argumentsOf, type FromWorker, type Place, type ToWorker } from "./messages.ts";

/** Pings in a row that may stay without an answer: half a minute. Counted, so that a machine may sleep for longer. */
const MAX_UNANSWERED = 6;

export type Started = Place & {
  /** What runs, without the arguments of a worker. */
  program: string[];
  environment: Record<string, string | undefined>;
  onMessage: (message: FromWorker) => void;
};

/** One process of a worker, from its start to its end. It writes where its supervisor writes. */
export class WorkerProcess {
  readonly number: number;
  #readyAt: number | undefined;
  #unanswered = 0;
  readonly #child: Subprocess;
  /** Resolves with the port once it serves, or with undefined where it ended before. */
  readonly ready: Promise<number | undefined>;

  constructor({ program, environment, onMessage, ...place }: Started) {
    this.number = place.number;
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    this.ready = promise;
    this.#child = Bun.spawn([...program, ...argumentsOf(place)], {
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (message: FromWorker) => {
        if (message.type === "ready") {
          this.#readyAt ??= performance.now();
          resolve(message.port);
        } else if (message.type === "alive") this.#unanswered = 0;
        onMessage(message);
      },
    });
    void this.#child.exited.then(() => resolve(undefined));
  }

  get pid(): number {
    return this.#child.pid;
  }

  get serves(): boolean {
    return this.#readyAt !== undefined && !this.over;
  }

  get over(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Milliseconds since it began to serve; 0 before. */
  get served(): number {
    return this.#readyAt === undefined ? 0 : performance.now() - this.#readyAt;
  }

  /** Resolves with the exit code, or with the signal's name. */
  get exited(): Promise<number | string> {
    return this.#child.exited.then((code) => this.#child.signalCode ?? code);
  }

  say(message: ToWorker): void {
    if (!this.serves) return;
    try {
      this.#child.send(message);
    } catch {
      // It is going, and its channel went first: its exit will say so.
    }
  }

  /** Asks whether its loop still turns. False where it has not said so for too long. */
  ping(): boolean {
    if (!this.serves) return true;
    this.#unanswered += 1;
    this.say({ type: "ping" });
    return this.#unanswered <= MAX_UNANSWERED;
  }

  kill(signal: NodeJS.Signals): void {
    if (!this.over) this.#child.kill(signal);
  }
}
