/** A TCP line that can be cut without a word: both ends keep their sockets, and nothing passes any more. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./process.ts";

export class Line implements AsyncDisposable {
  readonly port = freePort();
  readonly #server: Server;
  readonly #pairs = new Set<{ near: Socket; far: Socket; dead: boolean }>();
  #cut = false;
  /** Connections that were accepted while the line was cut. */
  swallowed = 0;

  constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect({ host: "127.0.0.1", port: target });
      const pair = { near, far, dead: this.#cut };
      this.#pairs.add(pair);
      if (this.#cut) this.swallowed += 1;
      const pass = (from: Socket, to: Socket) => {
        from.on("data", (chunk) => !pair.dead && to.write(chunk));
        from.on("error", () => undefined);
        from.on("close", () => {
          this.#pairs.delete(pair);
          if (!pair.dead) to.destroy();
        });
      };
      pass(near, far);
      pass(far, near);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.port, "127.0.0.1", resolve));
    return this;
  }

  /** What is open, and what is opened from now on, leads nowhere. */
  cut(): void {
    this.#cut = true;
    for (const pair of this.#pairs) pair.dead = true;
  }

  /** New connections pass again; those of before stay dead, as after a host that vanished. */
  mend(): void {
    this.#cut = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
