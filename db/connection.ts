import { DatabaseUnavailable, StatementFailed } from "./errors.ts";
import type { ConnectionOptions, Failure, Reply, Request, Row, Statement } from "./protocol.ts";

/** Requests that may wait for the database at once; a further one is refused. */
const MAX_PENDING = 20_000;

type Pending = {
  resolve: (rows: Row[][]) => void;
  reject: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
};

/** A database client behind a worker thread: every call is answered within the deadline, whatever the database does. */
export class Connection {
  #worker: Worker;
  readonly #options: ConnectionOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #deadline: number;
  #lastId = 0;
  /** Whether the last call that was settled got an answer from the database. */
  answering = true;
  #closed = false;
  #onClosed: (() => void) | undefined;
  /** Told of a replica's progress: the newest change that was told before the sync that ended well, undefined when one failed. */
  onReplica: ((upTo: number | undefined) => void) | undefined;
  #told = 0;

  constructor(options: ConnectionOptions) {
    this.#deadline = options.deadline;
    this.#options = options;
    this.#worker = this.#start();
  }

  /** Runs the statements in one transaction and returns the rows of each. */
  run(statements: Statement[], mode: "read" | "write"): Promise<Row[][]> {
    if (this.#closed) return Promise.reject(new DatabaseUnavailable("the connection is closed"));
    if (this.#pending.size >= MAX_PENDING)
      return Promise.reject(new DatabaseUnavailable("too many requests wait for the database"));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#expire(id), this.#deadline);
      this.#pending.set(id, { resolve, reject, timer });
      this.#post({ type: "run", id, mode, statements });
    });
  }

  /** Asks a replica to catch up soon with its primary, which holds the changes up to this number. */
  sync(upTo: number): void {
    this.#told = upTo;
    this.#post({ type: "sync", upTo });
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Waits for what is under way, at most the deadline. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const closed = new Promise<void>((resolve) => (this.#onClosed = resolve));
    this.#post({ type: "close" });
    await Promise.race([closed, Bun.sleep(this.#deadline)]);
    this.#failAll("the connection is closed");
    this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url));
    worker.onmessage = (event: MessageEvent<Reply>) => this.#receive(event.data);
    worker.onerror = (event) => this.#restart(worker, event.message);
    worker.postMessage({ type: "open", options: this.#options } satisfies Request);
    if (this.#told > 0) worker.postMessage({ type: "sync", upTo: this.#told } satisfies Request);
    return worker;
  }

  /** A thread that broke down takes what it had under way with it; the next one opens the database anew. */
  #restart(broken: Worker, message: string): void {
    if (this.#closed || this.#worker !== broken) return;
    broken.terminate();
    this.#failAll(message);
    this.#worker = this.#start();
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }

  /** An answer that comes after its deadline has nobody left to hear it, but it is an answer. */
  #settle(id: number, outcome: Row[][] | Error): void {
    this.answering = !(outcome instanceof DatabaseUnavailable);
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (outcome instanceof Error) pending.reject(outcome);
    else pending.resolve(outcome);
  }

  #receive(reply: Reply): void {
    if (reply.type === "done") this.#settle(reply.id, reply.rows);
    else if (reply.type === "failed") this.#settle(reply.id, toError(reply.failure));
    else if (reply.type === "closed") this.#onClosed?.();
    else this.onReplica?.(reply.type === "synced" ? reply.upTo : undefined);
  }

  #expire(id: number): void {
    this.#settle(id, new DatabaseUnavailable(`no answer from the database in ${this.#deadline} ms`));
  }

  #failAll(message: string): void {
    for (const id of [...this.#pending.keys()]) this.#settle(id, new DatabaseUnavailable(message));
  }
}

function toError({ kind, code, message }: Failure): Error {
  return kind === "statement"
    ? new StatementFailed(code, message)
    : new DatabaseUnavailable(`${code} ${message}`.trim());
}
