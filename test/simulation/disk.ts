/** The database and all that lies between it and a node: the real SQL on a real engine, behind a line that fails. */
import { drainMicrotasks } from "bun:jsc";
import type { Engine } from "../../db/engine.ts";
import { openFile } from "../../db/file.ts";
import { migrate } from "../../db/migrate.ts";
import type { Reply, Request, Row, Statement } from "../../db/protocol.ts";
import { type History, LOG, NEWS } from "./history.ts";
import type { Random } from "./random.ts";
import { Process, type Scheduler } from "./scheduler.ts";

/** Chances of what may become of a request, each by itself; `slow` is how much longer everything takes. */
export type Trouble = {
  refused: number;
  broken: number;
  requestLost: number;
  answerLost: number;
  slow: number;
};
type Fate = "done" | keyof Omit<Trouble, "slow">;

const NO_TROUBLE: Trouble = { refused: 0, broken: 0, requestLost: 0, answerLost: 0, slow: 1 };
const TABLES = [
  "messages",
  "memberships",
  "refresh_tokens",
  "sessions",
  "rooms",
  "users",
  "access_changes",
  "log",
];

/** One engine serves all runs of this process, so that its statements stay prepared. */
const engine: Promise<Engine> = (async () => {
  const opened = openFile("file::memory:");
  await migrate(
    (statements) => opened.run(statements, "write"),
    () => Promise.resolve(),
  );
  await opened.run(
    LOG.map((sql) => ({ sql, args: [] })),
    "write",
  );
  return opened;
})();

type RunRequest = Extract<Request, { type: "run" }>;
/** Replaces the thread of a `Connection`: what is posted to it goes over the line. */
type Thread = {
  process: Process;
  inOrder: boolean;
  ended: boolean;
  lastArrival: number;
  onmessage: (event: { data: Reply }) => void;
  onerror: (event: { message: string }) => void;
};
type DiskParts = {
  time: Scheduler;
  random: Random;
  history: History;
  note: (who: string, what: string) => void;
};

export class Disk {
  readonly process = new Process("disk");
  trouble: Trouble = NO_TROUBLE;
  /** While it is down requests are refused. */
  down = false;
  #life = 0;
  readonly #engine: Engine;
  readonly #parts: DiskParts;
  readonly #threads = new Set<Thread>();

  static async open(): Promise<Engine> {
    return engine;
  }

  constructor(opened: Engine, parts: DiskParts) {
    this.#engine = opened;
    this.#parts = parts;
    const empty = [...TABLES, "sqlite_sequence"].map((table) => ({ sql: `DELETE FROM ${table}`, args: [] }));
    this.run(empty, "write");
  }

  /** At once, past every line. Throws what the engine throws. */
  run(statements: Statement[], mode: "read" | "write"): Row[][] {
    const outcome: { rows?: Row[][]; error?: Error } = {};
    void this.#engine.run(statements, mode).then(
      (rows) => (outcome.rows = rows),
      (error: Error) => (outcome.error = error),
    );
    drainMicrotasks();
    if (!outcome.rows) throw outcome.error ?? new Error("the engine took its time");
    if (mode === "write") this.#log();
    return outcome.rows;
  }

  #log(): void {
    let rows: Row[] = [];
    const { history, time } = this.#parts;
    void this.#engine.run([{ sql: NEWS, args: [history.read] }], "read").then(([news = []]) => (rows = news));
    drainMicrotasks();
    history.commit(rows, time.now);
  }

  untroubled(): void {
    this.trouble = NO_TROUBLE;
    this.down = false;
  }

  /** Ends with all that it had not begun, and with the answers that were on their way. */
  crash(): void {
    this.#life += 1;
    this.down = true;
  }

  /** A thread that breaks down: its `Connection` starts another one. */
  breakThread(of: Process): void {
    const thread = [...this.#threads].find(({ process, ended }) => process === of && !ended);
    if (thread) this.#parts.time.schedule(of, 0, () => thread.onerror({ message: "the thread broke down" }));
  }

  /** Stands in for `Worker` while the simulation runs. */
  worker() {
    const receive = (thread: Thread, request: Request) => this.#receive(thread, request);
    const threads = this.#threads;
    const { time } = this.#parts;
    return class implements Thread {
      process = time.current;
      inOrder = false;
      ended = false;
      lastArrival = 0;
      onmessage: Thread["onmessage"] = () => undefined;
      onerror: Thread["onerror"] = () => undefined;
      constructor() {
        threads.add(this);
      }
      postMessage(request: Request) {
        receive(this, request);
      }
      terminate() {
        this.ended = true;
        threads.delete(this);
      }
    };
  }

  #receive(thread: Thread, request: Request): void {
    if (request.type === "open") thread.inOrder = request.options.url.startsWith("file:");
    else if (request.type === "run") this.#submit(thread, request);
    else if (request.type === "close") this.#answer(thread, { type: "closed" });
  }

  #submit(thread: Thread, request: RunRequest): void {
    const { time } = this.#parts;
    if (!thread.process.effect()) return;
    const fate = this.#fate();
    const life = this.#life;
    if (this.down || fate === "refused") return this.#answer(thread, unavailable(request.id, "refused"));
    // A thread takes one after another; over HTTP any may overtake any.
    const arrival = Math.max(time.now + this.#delay(), thread.inOrder ? thread.lastArrival : 0);
    thread.lastArrival = arrival;
    time.scheduleAt(this.process, arrival, () => {
      if (life !== this.#life) return this.#answer(thread, unavailable(request.id, "gone"));
      if (fate !== "requestLost") this.#perform(thread, request, fate);
    });
  }

  #fate(): Fate {
    const { random } = this.#parts;
    for (const fate of ["refused", "broken", "requestLost", "answerLost"] as const)
      if (this.trouble[fate] > 0 && random.chance(this.trouble[fate])) return fate;
    return "done";
  }

  #perform(thread: Thread, { id, mode, statements }: RunRequest, fate: Fate): void {
    const { note, history } = this.#parts;
    const before = history.read;
    const reply = this.#reply(id, mode, statements);
    if (mode === "write")
      note(
        "disk",
        `stores ${statements.length} for ${thread.process.name}, log ${before}..${history.read}, ${fate}`,
      );
    if (fate === "answerLost") return;
    this.#answer(thread, fate === "broken" ? unavailable(id, "broken off") : reply);
  }

  #reply(id: number, mode: "read" | "write", statements: Statement[]): Reply {
    try {
      return { type: "done", id, rows: this.run(statements, mode) };
    } catch (error) {
      const { code = "", message } = error as Error & { code?: string };
      return { type: "failed", id, failure: { kind: "statement", code, message } };
    }
  }

  #answer(thread: Thread, data: Reply): void {
    const { time } = this.#parts;
    const life = this.#life;
    const lost = () => thread.ended || (life !== this.#life && data.type === "done");
    time.schedule(thread.process, this.#delay(), () => !lost() && thread.onmessage({ data }));
  }

  #delay(): number {
    const { random } = this.#parts;
    return random.between(0.1, random.chance(0.05) ? 8 : 1.2) * this.trouble.slow;
  }
}

const unavailable = (id: number, code: string): Reply => ({
  type: "failed",
  id,
  failure: { kind: "unavailable", code, message: "" },
});
