const everyMilliseconds = 25_000;
const patienceMilliseconds = 8_000;

/** Notices a connection that is open by name only: a ping that brings no word back in time ends it. */
export class Heartbeat {
  #next: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  readonly #ping: () => void;
  readonly #dead: () => void;

  constructor(ping: () => void, dead: () => void) {
    this.#ping = ping;
    this.#dead = dead;
  }

  start(): void {
    this.stop();
    this.#next = setInterval(() => this.check(), everyMilliseconds);
  }

  stop(): void {
    clearInterval(this.#next);
    this.#next = undefined;
    this.heard();
  }

  check(): void {
    if (this.#next === undefined || this.#deadline !== undefined) return;
    this.#ping();
    this.#deadline = setTimeout(this.#dead, patienceMilliseconds);
  }

  /** Any word is a sign of life. */
  heard(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }
}
