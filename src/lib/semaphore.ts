import { unavailable } from "./errors.ts";

/** Lets `limit` tasks run at once and `queue` more wait; a further one is refused with `unavailable` at once. */
export class Semaphore {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #limit: number;
  readonly #queue: number;

  constructor(limit: number, queue: number) {
    this.#limit = limit;
    this.#queue = queue;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    if (this.#running < this.#limit) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#queue) throw unavailable("Busy. Try again in a moment.");
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A place passes straight to the next in line, so `#running` stays as it is. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
