import type { Row, Statement, Value } from "./protocol.ts";

/** What waits to be written: statements of its own, or one row for a statement that takes the rows of many. */
export type Job = {
  work: Statement[] | RowWork;
  /** Statements that it counts for. */
  size: number;
  resolve: (rows: Row[][]) => void;
  reject: (error: Error) => void;
  queuedAt: number;
};

/**
 * `sql` takes a JSON array of rows as its only argument. What it returns for a row begins with that row's first value,
 * which is no other's; for a row that it leaves out it returns nothing. A statement does not see what it stores itself:
 * rows with the same `once` never share one.
 */
export type RowWork = { sql: string; row: Exclude<Value, Uint8Array>[]; once?: string | undefined };

type RowJob = Job & { work: RowWork };
/** Rows that one statement stores. */
type Share = { sql: string; jobs: RowJob[]; seen: Set<string> };

/**
 * The statements of one transaction. Rows for the same statement become one: reading its text, binding, and going over
 * to the database thread are then paid once a batch, which halves what a stored message costs (docs/performance.md).
 */
export class Batch {
  readonly statements: Statement[] = [];
  readonly #settlers: ((rows: Row[][]) => void)[] = [];

  constructor(jobs: readonly Job[]) {
    const shares: Share[] = [];
    for (const job of jobs) {
      if (isRow(job)) addTo(shares, job);
      else if (Array.isArray(job.work)) this.#add(job, job.work);
    }
    for (const share of shares) this.#addShared(share);
  }

  /** Gives every job the rows that are its own. */
  settle(rows: Row[][]): void {
    for (const settle of this.#settlers) settle(rows);
  }

  #add(job: Job, statements: Statement[]): void {
    const from = this.statements.length;
    this.statements.push(...statements);
    this.#settlers.push((rows) => job.resolve(rows.slice(from, from + statements.length)));
  }

  #addShared({ sql, jobs }: Share): void {
    const at = this.statements.length;
    this.statements.push({ sql, args: [JSON.stringify(jobs.map(({ work }) => work.row))] });
    this.#settlers.push((rows) => {
      const found = new Map(rows[at]?.map((row) => [row[0], row]));
      for (const { work, resolve } of jobs) {
        const own = found.get(work.row[0] ?? null);
        resolve([own ? [own] : []]);
      }
    });
  }
}

const isRow = (job: Job): job is RowJob => !Array.isArray(job.work);

function addTo(shares: Share[], job: RowJob): void {
  const { sql, once } = job.work;
  let share = shares.find((each) => each.sql === sql && (once === undefined || !each.seen.has(once)));
  if (!share) shares.push((share = { sql, jobs: [], seen: new Set() }));
  share.jobs.push(job);
  if (once !== undefined) share.seen.add(once);
}
