/** Milliseconds between two looks for those whose time is up. */
const LOOK_EVERY = 100;

/**
 * Who has not said who they are, in the order in which they came. One timer for all: one for each connection, set and
 * taken back, cost more than the look-up of who it is.
 */
export class Newcomers<Connection> {
  readonly #due = new Map<Connection, number>();
  readonly #within: number;
  readonly #onLate: (connection: Connection) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `within`: milliseconds that each has, up to a tenth of a second more. */
  constructor(within: number, onLate: (connection: Connection) => void) {
    this.#within = within;
    this.#onLate = onLate;
  }

  expect(connection: Connection): void {
    this.#due.set(connection, performance.now() + this.#within);
    this.#timer ??= setTimeout(() => this.#look(), this.#within);
  }

  /** It has said who it is, or is gone. */
  settle(connection: Connection): void {
    this.#due.delete(connection);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#due.clear();
  }

  #look(): void {
    const now = performance.now();
    for (const [connection, due] of this.#due) {
      if (due > now) break;
      this.#due.delete(connection);
      this.#onLate(connection);
    }
    const [next] = this.#due.values();
    const wait = next === undefined ? undefined : Math.max(LOOK_EVERY, next - now);
    this.#timer = wait === undefined ? undefined : setTimeout(() => this.#look(), wait);
  }
}
