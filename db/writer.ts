import { Batch, type Job, type RowWork } from "./batch.ts";
import { DatabaseUnavailable, StatementFailed } from "./errors.ts";
import { Lanes } from "./lanes.ts";
import type { Row, Statement } from "./protocol.ts";

/**
 * Statements and rows of one transaction at most: bounds how long a batch holds the database (some 20 µs a row), and the
 * size of a request. What is stored together is also told together, with one write for each socket: a hundred busy rooms
 * brought their people twice as many messages a second in batches of 4,096 as in those of 512 (docs/performance.md).
 */
const MAX_BATCH = 4096;
/** The same of one lane: a single crowded room does not make batches long. */
const MAX_SHARE = 512;
/** Characters of a row that count as much as a statement. */
const HEAVY = 1024;
/** Jobs that may wait for the next batch; a further one is refused. */
const MAX_QUEUE = 10_000;
/** Milliseconds: a job that has waited longer when a batch fails is not made to wait through another one's deadline. */
const PATIENCE = 1000;
/**
 * Milliseconds after which a lane that does not get through is closed to newcomers: who is refused at once may try
 * elsewhere or later, and who is taken is served while it still matters.
 */
const OVERFULL_AFTER = 1000;

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
  readonly #lanes = new Lanes<Job>();
  /** Their batch failed because of one of their statements: each is tried by itself, before all others. */
  #alone: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(run: Run, observe: Observe = () => undefined) {
    this.#run = run;
    this.#observe = observe;
  }

  get queued(): number {
    return this.#lanes.size + this.#alone.length;
  }

  /**
   * Stores the statements, all or none. Resolves once they are durable, with the rows that each returned; rejects with
   * `DatabaseUnavailable` where too many wait. `lane`: writes of one lane are stored in their order, and a lane that is
   * full delays no other.
   */
  write(statements: Statement[], lane = ""): Promise<Row[][]> {
    return new Promise((resolve, reject) =>
      this.#queue(statements, statements.length, lane, resolve, reject),
    );
  }

  /**
   * The same for one row, which is stored together with the others that wait for the same statement. Of what one batch
   * stores for a lane, rows come after statements.
   */
  writeRow(work: RowWork, lane: string): Promise<Row | undefined> {
    return new Promise((resolve, reject) =>
      this.#queue(work, sizeOf(work), lane, ([rows]) => resolve(rows?.[0]), reject),
    );
  }

  #queue(
    work: Job["work"],
    size: number,
    lane: string,
    resolve: Job["resolve"],
    reject: Job["reject"],
  ): void {
    if (this.queued >= MAX_QUEUE || this.#isOverfull(lane))
      return reject(new DatabaseUnavailable("too many writes wait"));
    this.#lanes.push(lane, { work, size, resolve, reject, queuedAt: performance.now() });
    this.#running ??= this.#drain();
  }

  /** Where one batch would take them all, it is the database that is slow, and waiting for it is right. */
  #isOverfull(lane: string): boolean {
    if (this.queued <= MAX_SHARE) return false;
    const since = this.#lanes.waitingSince(lane);
    return since !== undefined && performance.now() - since > OVERFULL_AFTER;
  }

  /** Resolves when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // Let the loop turn that brought this job bring its neighbours too.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.queued > 0) await this.#store(this.#nextBatch());
    this.#running = undefined;
  }

  #nextBatch(): Job[] {
    const alone = this.#alone.shift();
    return alone ? [alone] : this.#lanes.take(MAX_BATCH, MAX_SHARE);
  }

  async #store(jobs: Job[]): Promise<void> {
    const started = performance.now();
    try {
      const batch = new Batch(jobs);
      batch.settle(await this.#run(batch.statements));
    } catch (error) {
      this.#fail(jobs, error as Error);
    } finally {
      this.#observe({ jobs: jobs.length, milliseconds: performance.now() - started });
    }
  }

  /** One bad statement rolls the whole batch back: its jobs are stored one by one. A database that is gone fails them all. */
  #fail(jobs: Job[], error: Error): void {
    if (error instanceof StatementFailed && jobs.length > 1) {
      this.#alone = jobs.toSorted((a, b) => a.queuedAt - b.queuedAt);
      return;
    }
    for (const job of jobs) job.reject(error);
    if (error instanceof DatabaseUnavailable) this.#giveUpOn(error, performance.now() - PATIENCE);
  }

  #giveUpOn(error: DatabaseUnavailable, queuedBefore: number): void {
    const older = this.#alone.filter(({ queuedAt }) => queuedAt < queuedBefore);
    this.#alone = this.#alone.slice(older.length);
    for (const job of [...older, ...this.#lanes.takeOlder(queuedBefore)]) job.reject(error);
  }
}

const sizeOf = ({ row }: RowWork): number =>
  row.reduce<number>(
    (size, value) => size + (typeof value === "string" ? Math.floor(value.length / HEAVY) : 0),
    1,
  );
