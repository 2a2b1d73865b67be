import { join } from "node:path";
import type { Brief, Report } from "./neighbour-process.ts";

/** Starts somebody who talks until it is asked how that went. */
export class Neighbour implements AsyncDisposable {
  readonly #child: Bun.Subprocess;
  readonly #report = Promise.withResolvers<Report>();

  constructor(brief: Brief) {
    this.#child = Bun.spawn(
      [process.execPath, join(import.meta.dir, "neighbour-process.ts"), JSON.stringify(brief)],
      {
        stdin: "ignore",
        stdout: "inherit",
        stderr: "inherit",
        ipc: (report: Report) => this.#report.resolve(report),
        onExit: (_, code) => this.#report.reject(new Error(`the neighbour ended with ${code}`)),
      },
    );
    this.#report.promise.catch(() => undefined);
  }

  /** What is sent from now on is reported under this name. */
  enter(phase: string): void {
    this.#child.send(phase);
  }

  async report(): Promise<Report> {
    this.#child.send("stop");
    return this.#report.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await this.#child.exited;
  }
}
