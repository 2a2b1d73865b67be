import { join } from "node:path";
import { cores } from "../run/machine.ts";

/**
 * A process of its own that disturbs: told its job in one line, then what to do, and answers each with a line. It shares
 * a core with those who watch, and the kernel lets them go first.
 */
export class Disturber implements Disposable {
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  readonly #lines: AsyncGenerator<string>;

  private constructor(file: string) {
    const core = cores()?.generator;
    const nice = ["nice", "-n", "19", process.execPath, join(import.meta.dir, file)];
    const pinned = core === undefined ? nice : ["taskset", "-c", String(core), ...nice];
    this.#child = Bun.spawn(["sh", "-c", 'ulimit -n "$(ulimit -Hn)"; exec "$@"', "sh", ...pinned], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    this.#lines = linesOf(this.#child.stdout);
  }

  static async start(file: string, job: object): Promise<Disturber> {
    const disturber = new Disturber(file);
    await disturber.ask(JSON.stringify(job));
    return disturber;
  }

  get pid(): number {
    return this.#child.pid;
  }

  async ask(line: string): Promise<string> {
    void this.#child.stdin.write(`${line}\n`);
    void this.#child.stdin.flush();
    const { value } = await this.#lines.next();
    if (typeof value !== "string") throw new Error("the disturber is gone");
    return value;
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
