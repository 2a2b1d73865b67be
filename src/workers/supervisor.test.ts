/** A supervisor with workers that only play their part, so that each fault comes when it is wanted. */
import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "../../test/support/wait.ts";
import { createLogger } from "../lib/logger.ts";
import { Supervisor } from "./supervisor.ts";

const READY = "say({ type: 'ready', port: 4, url: 'x' })";

/** `part` runs in each worker once it has said that it is ready; it knows `number`, `restarts`, `say` and `note`. */
class Play implements Disposable {
  readonly #directory = mkdtempSync(join(tmpdir(), "wisp-play-"));
  readonly supervisor: Supervisor;
  log = "";

  constructor(part: string, { ready = READY, pingEvery }: { ready?: string; pingEvery?: number } = {}) {
    const program = join(this.#directory, "worker.ts");
    writeFileSync(join(this.#directory, "notes"), "");
    writeFileSync(
      program,
      `import { appendFileSync } from "node:fs";
       const [number, restarts] = process.argv.slice(2).map((each) => Number(each.split("=")[1]));
       const say = (message) => process.send(message);
       const note = (text) => appendFileSync(import.meta.dir + "/notes", number + " " + text + "\\n");
       process.on("disconnect", () => process.exit());
       process.on("message", (message) => message.type === "ping" && say({ type: "alive" }));
       ${ready};
       ${part}`,
    );
    this.supervisor = new Supervisor({
      workers: 2,
      port: 0,
      program: [process.execPath, program],
      environment: process.env,
      log: createLogger("info", {}, (line) => void (this.log += line)),
      ...(pingEvery !== undefined && { pingEvery }),
      onStarted: () => undefined,
    });
  }

  get notes(): string[] {
    return readFileSync(join(this.#directory, "notes"), "utf8").split("\n").filter(Boolean).toSorted();
  }

  until(...notes: string[]): Promise<unknown> {
    return waitFor(() => notes.every((note) => this.notes.includes(note)), {
      message: () => `${notes.join()}; there are ${this.notes.join()}\n${this.log}`,
    });
  }

  [Symbol.dispose](): void {
    this.supervisor.stop("SIGKILL");
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

test("others begin once the first one serves, on the port that it got", async () => {
  using play = new Play("note('port ' + process.env.PORT)");
  const ended = play.supervisor.run();
  await play.until("1 port 0", "2 port 4");
  play.supervisor.stop("SIGTERM");
  await ended;
});

test("a first worker that cannot serve ends the start, with its own reason on standard error", async () => {
  using play = new Play("", { ready: "process.exit(3)" });
  expect(await play.supervisor.run()).toBe(1);
});

test("whoever dies is started anew; one that dies again and again takes all with it", async () => {
  using play = new Play(`
    process.on("SIGTERM", () => { note("stopped"); process.exit(0); });
    if (number === 2) process.exit(note("run " + restarts) ?? 7);`);
  expect(await play.supervisor.run()).toBe(1);
  expect(play.notes).toEqual(["1 stopped", ...[0, 1, 2, 3, 4, 5].map((restarts) => `2 run ${restarts}`)]);
  expect(play.log).toContain('"event":"worker ended","worker":2,"exit":7,"startsIn":800');
  expect(play.log).toContain("giving up");
});

test("a worker whose loop hangs is ended and started anew", async () => {
  using play = new Play(
    `note("run " + restarts);
    if (number === 2 && restarts === 0) for (;;);
    process.on("SIGTERM", () => process.exit(0));`,
    { pingEvery: 50 },
  );
  const ended = play.supervisor.run();
  await play.until("1 run 0", "2 run 1");
  expect(play.log).toContain('"event":"worker does not answer","worker":2');
  play.supervisor.stop("SIGTERM");
  expect(await ended).toBe(0);
});

test("damage that one finds is told to all, and to whoever comes later", async () => {
  using play = new Play(`
    process.on("message", ({ type, message }) => type === "damaged" && note(restarts + " " + message));
    if (number === 1) setTimeout(() => say({ type: "damaged", message: "broken" }), restarts === 0 ? 0 : 1e6);
    process.on("SIGTERM", () => process.exit(0));
    process.on("SIGUSR2", () => process.exit(9));`);
  const ended = play.supervisor.run();
  await play.until("2 0 broken");
  const pid = Number(/"worker":2,"pid":(\d+)/.exec(play.log)?.[1]);
  process.kill(pid, "SIGUSR2");
  await play.until("2 1 broken");
  play.supervisor.stop("SIGTERM");
  expect(await ended).toBe(0);
});

test("a signal is passed on, and a worker that ends badly is told by the exit code", async () => {
  using play = new Play(`
    process.on("SIGINT", () => process.exit(number === 2 ? 1 : 0));
    note("here");`);
  const ended = play.supervisor.run();
  await play.until("1 here", "2 here");
  play.supervisor.stop("SIGINT");
  expect(await ended).toBe(1);
});
