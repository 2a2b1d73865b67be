import { DatabaseUnavailable, StatementFailed } from "./errors.ts";
import type { Row, Statement } from "./protocol.ts";

/** Statements of one transaction at most: bounds how long a batch holds the database, and the size of a request. */
const MAX_BATCH = 512;
/** Jobs that may wait for the next batch; a further one is refused. */
const MAX_QUEUE = 10_000;
/** Milliseconds: a job that has waited longer when a batch fails is not made to wait through another one's deadline. */
const PATIENCE = 1000;

type Job = {
  statements: Statement[];
  resolve: (rows: Row[][]) => void;
  reject: (error: Error) => void;
  queuedAt: number;
  /** Its batch failed because of one of its statements: each is tried by itself. */
  alone: boolean;
};
type Run = (statements: Statement[]) => Promise<Row[][]>;
type Observe = (batch: { jobs: number; milliseconds: number }) => void;

/**
 * Group commit. Writes wait for the next batch, and one transaction stores them all: durability costs one fsync a batch,
 * not one a message, and one round trip to a remote primary. One batch is under way at a time, so a promise is settled in
 * the order in which its job was stored.
 */
export class Writer {
  readonly #run: Run;
  readonly #observe: Observe;
  #queue: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(run: Run, observe: Observe = () => undefined) {
    this.#run = run;
    this.#observe = observe;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Stores the statements, all or none. Resolves once they are durable, with the rows that each returned. */
  write(statements: Statement[]): Promise<Row[][]> {
    if (this.#queue.length >= MAX_QUEUE)
      return Promise.reject(new DatabaseUnavailable("too many writes wait"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ statements, resolve, reject, queuedAt: performance.now(), alone: false });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // Let the loop turn that brought this job bring its neighbours too.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#store(this.#nextBatch());
    this.#running = undefined;
  }

  #nextBatch(): Job[] {
    let statements = 0;
    let jobs = 0;
    for (const job of this.#queue) {
      statements += job.statements.length;
      if (jobs > 0 && (job.alone || statements > MAX_BATCH)) break;
      jobs += 1;
      if (job.alone) break;
    }
    return this.#queue.splice(0, jobs);
  }

  async #store(jobs: Job[]): Promise<void> {
    const started = performance.now();
    try {
      settle(jobs, await this.#run(jobs.flatMap((job) => job.statements)));
    } catch (error) {
      this.#fail(jobs, error as Error);
    } finally {
      this.#observe({ jobs: jobs.length, milliseconds: performance.now() - started });
    }
  }

  /** One bad statement rolls the whole batch back: its jobs are stored one by one. A database that is gone fails them all. */
  #fail(jobs: Job[], error: Error): void {
    if (error instanceof StatementFailed && jobs.length > 1) {
      this.#queue.unshift(...jobs.map((job) => ({ ...job, alone: true })));
      return;
    }
    for (const job of jobs) job.reject(error);
    if (error instanceof DatabaseUnavailable) this.#giveUpOn(error, performance.now() - PATIENCE);
  }

  #giveUpOn(error: DatabaseUnavailable, queuedBefore: number): void {
    const fresh = this.#queue.findIndex(({ queuedAt }) => queuedAt >= queuedBefore);
    for (const job of this.#queue.splice(0, fresh < 0 ? this.#queue.length : fresh)) job.reject(error);
  }
}

function settle(jobs: Job[], rows: Row[][]): void {
  let from = 0;
  for (const job of jobs) {
    job.resolve(rows.slice(from, from + job.statements.length));
    from += job.statements.length;
  }
}
