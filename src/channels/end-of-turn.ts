import type { Connection } from "./connection.ts";

/**
 * Says what may wait until the end of the loop turn. A batch acknowledges many messages at once and brings them to the
 * rooms in the same turn: what concerns one connection then leaves in one write, and a write is what costs most.
 */
export class EndOfTurn {
  #due: Connection[] = [];

  say(connection: Connection, frame: string): void {
    if (!connection.keep(frame)) return;
    if (this.#due.length === 0) setImmediate(() => this.#flush());
    this.#due.push(connection);
  }

  #flush(): void {
    const due = this.#due;
    this.#due = [];
    for (const connection of due) connection.flush();
  }
}
