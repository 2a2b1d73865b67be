import type { Service } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

/** Milliseconds after which an init system starts again what ended by itself. */
const START_AGAIN_AFTER = 100;
/** Milliseconds from SIGTERM to SIGKILL, and those in which a start must succeed, whatever stands in its way. */
const GRACE = 2000;
const UP_WITHIN = 30_000;

/** Redis, or a libSQL server, under an init system: whoever ends it starts it again, and if it ends by itself it is started too. */
export class Server {
  readonly #service: Service;
  readonly #onDeath: (what: string) => void;
  #wanted = true;

  constructor(service: Service, onDeath: (what: string) => void) {
    this.#service = service;
    this.#onDeath = onDeath;
    this.#watch();
  }

  get log(): string {
    return this.#service.log;
  }

  async kill(): Promise<void> {
    this.#wanted = false;
    await this.#service.kill();
  }

  /** SIGTERM; what has not ended by then is killed, as containers are: a libSQL server may wait for its clients forever. */
  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#service.stop(GRACE).catch(() => this.#service.kill());
  }

  /** A start may fail for as long as its disk is full. */
  async up(): Promise<void> {
    this.#wanted = true;
    const started = async () => !this.#wanted || this.#service.running || (await this.#service.start());
    await waitFor(started, { timeout: UP_WITHIN, interval: START_AGAIN_AFTER, message: "a server to start" });
    if (this.#wanted) this.#watch();
  }

  pause(): void {
    if (this.#service.running) this.#service.pause();
  }

  resume(): void {
    this.#service.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#wanted = false;
    await this.#service[Symbol.asyncDispose]();
  }

  #watch(): void {
    const { pid } = this.#service;
    void this.#service.exited.then(async (exit) => {
      await Bun.sleep(START_AGAIN_AFTER);
      if (!this.#wanted || this.#service.running || this.#service.pid !== pid) return;
      this.#onDeath(`ended by itself with ${exit}`);
      // Who cannot be started is missed by everyone: the failure shows there.
      await this.up().catch((error: Error) => this.#onDeath(error.message));
    });
  }
}
