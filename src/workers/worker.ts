import { mergeMetrics } from "./merge.ts";
import { type FromWorker, type Place, placeOf, type ToWorker } from "./messages.ts";

/** Milliseconds after which a supervisor that does not answer is not waited for. */
const GATHER_WITHIN = 2000;

/** This process as one of several that a supervisor started (supervisor.ts). */
export class Worker {
  readonly number: number;
  readonly restarts: number;
  /** Of its own; the others' come by the supervisor. */
  metrics: () => Promise<string> = () => Promise.resolve("");
  /** Told when another one has found the database file damaged. */
  onDamaged: (message: string) => void = () => undefined;
  /** Told when the supervisor is gone, however it went: nobody would end this process any more. */
  onAbandoned: () => void = () => process.exit(1);
  #gathering: Promise<string> | undefined;
  #gathered: ((texts: string[]) => void) | undefined;

  private constructor({ number, restarts }: Place) {
    this.number = number;
    this.restarts = restarts;
    process.on("message", (message) => void this.#hear(message as ToWorker));
    process.on("disconnect", () => this.onAbandoned());
  }

  /** Undefined where no supervisor started this process. */
  static ofThisProcess(): Worker | undefined {
    const place = placeOf(process.argv.slice(2));
    return place && process.send ? new Worker(place) : undefined;
  }

  ready(port: number, url: string): void {
    // It may have gone before anybody here could hear of it.
    if (!process.connected) this.onAbandoned();
    this.#say({ type: "ready", port, url });
  }

  /** Everyone's health is told of it. */
  damaged(message: string): void {
    this.#say({ type: "damaged", message });
  }

  /** The metrics of all workers. Who asks while they are being gathered shares them. */
  gather(): Promise<string> {
    this.#gathering ??= this.#gatherAll().finally(() => (this.#gathering = undefined));
    return this.#gathering;
  }

  async #gatherAll(): Promise<string> {
    const others = new Promise<string[]>((resolve) => (this.#gathered = resolve));
    this.#say({ type: "gather" });
    const texts = await Promise.race([others, Bun.sleep(GATHER_WITHIN).then(() => [])]);
    return mergeMetrics([await this.metrics(), ...texts]);
  }

  async #hear(message: ToWorker): Promise<void> {
    if (message.type === "ping") this.#say({ type: "alive" });
    else if (message.type === "gathered") this.#gathered?.(message.texts);
    else if (message.type === "damaged") this.onDamaged(message.message);
    else this.#say({ type: "metrics", id: message.id, text: await this.metrics() });
  }

  /** Where the supervisor is gone, it hears nothing, and `onAbandoned` does the rest. */
  #say(message: FromWorker): void {
    if (process.connected) process.send?.(message);
  }
}
