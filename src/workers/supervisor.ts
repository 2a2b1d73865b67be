import type { Logger } from "../lib/logger.ts";
import { Gatherings } from "./gatherings.ts";
import type { FromWorker } from "./messages.ts";
import { Patience } from "./patience.ts";
import { WorkerProcess } from "./process.ts";

/** Milliseconds. */
const PING_EVERY = 5000;
/** Milliseconds after which a worker that was told to stop, and ends by itself within ten seconds, is ended. */
const STOP_WITHIN = 12_000;

export type SupervisorOptions = {
  workers: number;
  /** 0: whichever the first worker gets. */
  port: number;
  /** What a worker runs: this same program, mostly. */
  program: string[];
  environment: Record<string, string | undefined>;
  log: Logger;
  /** Milliseconds between two looks whether everyone's loop turns; only tests shorten it. */
  pingEvery?: number;
  onStarted: (started: { port: number; url: string }) => void;
};

/**
 * Several processes that share one port. The supervisor serves nobody: it starts them, starts anew who dies, passes on
 * signals and what they say to each other, and ends when all have ended. A worker finds out by itself that its supervisor
 * is gone (worker.ts).
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  /** By number; a place is empty while its worker waits to be started anew. */
  readonly #workers = new Map<number, WorkerProcess>();
  readonly #gatherings = new Gatherings();
  #port: number;
  #url = "";
  #damage: string | undefined;
  /** 1 once a worker failed for good, or did not end as it was told. */
  #exitCode = 0;
  readonly #stopped = Promise.withResolvers<undefined>();
  #signal: NodeJS.Signals | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  /** Resolves with the exit code once all have ended: after `stop`, or because it was hopeless. */
  async run(): Promise<number> {
    const pinging = setInterval(() => this.#ping(), this.#options.pingEvery ?? PING_EVERY);
    // The first one brings the database up to date and makes the secret, or says why it cannot.
    const first = this.#start(1, 0);
    const port = await first.ready;
    if (port === undefined && this.#signal === undefined) this.#exitCode = 1;
    if (port !== undefined) await this.#goOn(first, port);
    clearInterval(pinging);
    return this.#exitCode;
  }

  /** Passes the signal on. Whoever is not gone in time is ended. */
  stop(signal: NodeJS.Signals): void {
    if (this.#signal !== undefined) return;
    this.#signal = signal;
    this.#stopped.resolve(undefined);
    for (const worker of this.#workers.values()) worker.kill(signal);
    setTimeout(() => {
      this.#exitCode = 1;
      for (const worker of this.#workers.values()) worker.kill("SIGKILL");
    }, STOP_WITHIN).unref();
  }

  async #goOn(first: WorkerProcess, port: number): Promise<void> {
    this.#port = port;
    const numbers = Array.from({ length: this.#options.workers - 1 }, (_, index) => index + 2);
    const others = this.#signal === undefined ? numbers.map((number) => this.#start(number, 0)) : [];
    const kept = Promise.all([first, ...others].map((worker) => this.#keep(worker)));
    const ready = await Promise.all(others.map((worker) => worker.ready));
    if (ready.every((each) => each !== undefined) && this.#signal === undefined)
      this.#options.onStarted({ port, url: this.#url });
    await kept;
  }

  /** Starts a worker anew whenever it ends, until all are to stop. */
  async #keep(first: WorkerProcess): Promise<void> {
    const patience = new Patience();
    let worker = first;
    for (let restarts = 1; ; restarts += 1) {
      const exit = await worker.exited;
      if (this.#signal !== undefined) return this.#left(worker, exit);
      const pause = patience.afterDeath(worker.served);
      const { number } = worker;
      // Somebody may have asked it to, so that it begins anew.
      this.#options.log[exit === 0 ? "warn" : "error"]("worker ended", {
        worker: number,
        exit,
        startsIn: pause ?? null,
      });
      if (pause === undefined) return this.#giveUp(number);
      if (pause > 0) await Promise.race([Bun.sleep(pause), this.#stopped.promise]);
      if (this.#signal !== undefined) return;
      worker = this.#start(number, restarts);
    }
  }

  #start(number: number, restarts: number): WorkerProcess {
    const { program, environment, log } = this.#options;
    const worker = new WorkerProcess({
      number,
      restarts,
      program,
      environment: { ...environment, PORT: String(this.#port) },
      onMessage: (message) => void this.#hear(worker, message),
    });
    log.info("worker begins", { worker: number, pid: worker.pid });
    this.#workers.set(number, worker);
    return worker;
  }

  /** Who had not begun to serve has nothing to finish: the signal itself may have ended it. */
  #left(worker: WorkerProcess, exit: number | string): void {
    if (exit !== 0 && worker.served > 0) this.#exitCode = 1;
  }

  #giveUp(number: number): void {
    this.#options.log.error("a worker dies again and again: giving up", { worker: number });
    this.#exitCode = 1;
    this.stop("SIGTERM");
  }

  #ping(): void {
    for (const worker of this.#workers.values()) {
      if (worker.ping()) continue;
      this.#options.log.error("worker does not answer", { worker: worker.number });
      worker.kill("SIGKILL");
    }
  }

  async #hear(worker: WorkerProcess, message: FromWorker): Promise<void> {
    if (message.type === "ready") this.#welcome(worker, message.url);
    else if (message.type === "gather") await this.#gather(worker);
    else if (message.type === "metrics") this.#gatherings.answer(message.id, message.text);
    else if (message.type === "damaged") this.#tellDamage(message.message);
  }

  #welcome(worker: WorkerProcess, url: string): void {
    this.#url = url;
    if (this.#damage !== undefined) worker.say({ type: "damaged", message: this.#damage });
  }

  async #gather(asker: WorkerProcess): Promise<void> {
    const others = [...this.#workers.values()].filter((worker) => worker !== asker && worker.serves);
    const texts = await this.#gatherings.of(
      others.map((worker) => (id: number) => worker.say({ type: "collect", id })),
    );
    asker.say({ type: "gathered", texts });
  }

  #tellDamage(message: string): void {
    this.#damage = message;
    for (const worker of this.#workers.values()) worker.say({ type: "damaged", message });
  }
}
