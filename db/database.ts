import { drizzle, type SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { Connection } from "./connection.ts";
import { durably, setDurable } from "./durability.ts";
import { damageOf, identify } from "./examine.ts";
import { DatabaseUnavailable } from "./errors.ts";
import { Freshness } from "./freshness.ts";
import { keepMarked, lacksLog, markClosed, markOpen } from "./log-mark.ts";
import { migrate } from "./migrate.ts";
import type { Row, Statement, Value } from "./protocol.ts";
import { examineFile, filePathOf, type UnsoundDatabase } from "./soundness.ts";
import { Writer } from "./writer.ts";

/** Milliseconds. A write may wait for a disk; a read that waits longer is asked of the primary, or given up. */
const DEADLINE = { write: 5000, read: 3000, replica: 1000, search: 3000 };
/** Searches that may wait at once; a further one is refused. */
const MAX_SEARCHES = 64;
/**
 * Bytes of a database file that is read whole before a start goes on; a larger one is read beside the work. A gigabyte
 * takes a second from the page cache and ten from a slow disk (docs/reliability.md).
 */
const CHECKED_AT_START = 256 * 1024 * 1024;
/** Writes after which the log is brought into the file: some milliseconds of work for the thread that reads. */
const WRITES_IN_LOG = 4000;
/** "Wisp", by which `file` and others may know the file. */
const APPLICATION_ID = 0x57697370;
/** Milliseconds. */
const CHECK_WITHIN = 15 * 60_000;

export type Query = SqliteRemoteDatabase;

export type DatabaseOptions = {
  url: string;
  authToken?: string | undefined;
  /** A libSQL server's admin address. */
  adminUrl?: string | undefined;
  replicaPath?: string | undefined;
  /** Whether the installation has had a database: one that is empty then was not made a moment ago. */
  usedBefore?: boolean;
  /** Whether a file is read whole before it is used (or beside that); not where another process of this machine does so. */
  readWhole?: boolean;
  /** Milliseconds; only tests shorten it. */
  deadline?: number | undefined;
  observeBatch?: (batch: { jobs: number; milliseconds: number }) => void;
};

/** Rows per statement, the first statement's rows first. */
type Run = (statements: Statement[]) => Promise<Row[][]>;

/**
 * The one way to the data. Reads see every committed write through `primary`; `reading(scopes)` may be answered by a
 * nearby replica that is known to hold those scopes. Writes go through the writer's next batch.
 */
export class Database {
  readonly writer: Writer;
  /** Typed queries that see everything committed. */
  readonly primary: Query;
  /** Typed writes; `batch([...])` stores several, all or none. */
  readonly writing: Query;
  readonly #connections: Connection[];
  readonly #writeConnection: Connection;
  readonly #store: Run;
  readonly #freshness = new Freshness();
  readonly #replica: { connection: Connection; query: Query; run: Run } | undefined;
  readonly #read: Run;
  readonly #openForSearch: () => Connection;
  #forSearch: Connection | undefined;
  #searches = 0;
  readonly remote: boolean;
  readonly #adminUrl: string | undefined;
  readonly #url: string;
  readonly #path: string | undefined;
  readonly #usedBefore: boolean;
  readonly #readWhole: boolean;
  #examined = false;
  /** Since the log was last brought into the file. */
  #writesInLog = 0;
  /** What is wrong with the file, once that is known. */
  damage: UnsoundDatabase | undefined;
  /** The reading of a whole file, which may go on for minutes after `migrate` where it is large. */
  checking: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    const { url, authToken, replicaPath, deadline } = options;
    this.#adminUrl = options.adminUrl;
    this.#url = url;
    this.#path = filePathOf(url);
    this.#usedBefore = options.usedBefore ?? false;
    this.#readWhole = options.readWhole ?? true;
    this.remote = !url.startsWith("file:");
    const open = (limit: number, path?: string) =>
      new Connection({ url, authToken, deadline: deadline ?? limit, replicaPath: path });
    const write = open(DEADLINE.write);
    // A file is read by a connection of its own, so that reads do not wait for a commit; a server takes both at once.
    const read = this.remote ? write : open(DEADLINE.read);
    this.#writeConnection = write;
    this.#connections = this.remote ? [write] : [write, read];
    const run: Run = (statements) => write.run(statements, "write");
    this.#store = this.remote && options.adminUrl ? durably(run, options.adminUrl) : run;
    this.writer = new Writer(this.#store, (batch) => {
      options.observeBatch?.(batch);
      if (!this.remote) this.#takeInLog(read, batch.jobs);
    });
    this.writing = query((statements) => this.writer.write(statements));
    this.#read = (statements) => read.run(statements, "read");
    this.#openForSearch = () => open(DEADLINE.search);
    this.primary = query(this.#read);
    if (replicaPath !== undefined)
      this.#replica = this.#openReplica(open(DEADLINE.replica, replicaPath), read);
  }

  /** Queries that must see all that is known to have been written to these scopes (`room:ID`, `user:ID`). */
  reading(...scopes: string[]): Query {
    return this.#replica && this.#freshness.covers(scopes) ? this.#replica.query : this.primary;
  }

  /**
   * Statements of our own, answered together: for paths on which building a typed query takes longer than its answer.
   * The scopes are as for `reading`, and made only where there is a replica; without any the primary answers.
   */
  ask(statements: Statement[], scopes?: () => string[]): Promise<Row[][]> {
    const nearby = scopes && this.#replica;
    return nearby && this.#freshness.covers(scopes()) ? nearby.run(statements) : this.#read(statements);
  }

  /**
   * Reads that may take their time: of a file by a connection of their own, which is opened at the first, so that nobody
   * else waits for them. Rejects with `DatabaseUnavailable` where too many are under way.
   */
  async search(statements: Statement[]): Promise<Row[][]> {
    if (this.#searches >= MAX_SEARCHES) throw new DatabaseUnavailable("too many searches wait");
    this.#searches += 1;
    try {
      return await (this.remote ? this.#read(statements) : this.#searcher().run(statements, "read"));
    } finally {
      this.#searches -= 1;
    }
  }

  #searcher(): Connection {
    if (!this.#forSearch) this.#connections.push((this.#forSearch = this.#openForSearch()));
    return this.#forSearch;
  }

  /** Something in this scope was committed, here or elsewhere: a replica that does not hold it yet is not asked. */
  changed(scope: string): void {
    if (!this.#replica) return;
    this.#replica.connection.sync(this.#freshness.changed(scope));
  }

  /** The primary has another history than before: the replica answers nothing until it has caught up with that. */
  replaced(): void {
    this.#replica?.connection.sync(this.#freshness.forget());
  }

  /**
   * Brings the schema up to date. Safe when several nodes start at once. Throws `UnsoundDatabase`, before anything is
   * changed, where the database is damaged or not ours. Returns what the operator should know, in sentences.
   */
  async migrate(): Promise<string[]> {
    const path = this.#path;
    const bytes = path === undefined || this.#examined ? 0 : examineFile(path, this.#usedBefore);
    this.#examined = true;
    const logMissing = path !== undefined && lacksLog(path);
    const name = path === undefined ? "the database at DATABASE_URL" : `the database file ${path}`;
    const ask: Run = (statements) => this.#writeConnection.run(statements, "read");
    let newer: string[] = [];
    await migrate(this.#store, async () => {
      newer = await identify(ask, name);
      if (bytes > 0 && this.#readWhole) this.checking ??= this.#check(name);
      if (bytes <= CHECKED_AT_START) await this.checking;
      if (this.damage) throw this.damage;
    });
    if (path !== undefined) {
      await this.#store([{ sql: `PRAGMA application_id = ${APPLICATION_ID}`, args: [] }]);
      markOpen(path);
    }
    return [
      ...(newer.length > 0 ? [`${name} has been used by a newer version of Wisp (${newer.join(", ")})`] : []),
      ...(logMissing
        ? [
            `${name} was not closed, and has lost its log ${path}-wal: unless another program has taken that in, what was committed last is missing`,
          ]
        : []),
    ];
  }

  /**
   * By the thread that reads: SQLite's way, whichever commit fills the thousandth page, cost an eighth to a quarter of the throughput,
   * and made the slowest batches wait twice as long (docs/performance.md, What a stored message costs).
   */
  #takeInLog(connection: Connection, writes: number): void {
    this.#writesInLog += writes;
    if (this.#writesInLog < WRITES_IN_LOG) return;
    this.#writesInLog = 0;
    // What it cannot bring in now, the next one will.
    connection.run([{ sql: "PRAGMA wal_checkpoint(PASSIVE)", args: [] }], "read").catch(() => undefined);
  }

  /** Reads the whole file, by a connection that nobody else waits for. */
  async #check(name: string): Promise<void> {
    const connection = new Connection({ url: this.#url, authToken: undefined, deadline: CHECK_WITHIN });
    this.damage = await damageOf((statements) => connection.run(statements, "read"), name);
    await connection.close();
  }

  /**
   * Whether a commit is on the disk before it is acknowledged. A file of ours always is; a libSQL server has its own
   * setting (`durability_mode: strong`), which cannot be changed from here.
   */
  async isDurable(): Promise<boolean> {
    const [rows] = await this.#writeConnection.run([{ sql: "PRAGMA synchronous", args: [] }], "read");
    return Number(rows?.[0]?.[0]) >= 2;
  }

  /** Asks a libSQL server to be durable from now on; false where nobody told us its admin address. */
  async makeDurable(): Promise<boolean> {
    if (!this.#adminUrl) return false;
    await setDurable(this.#adminUrl);
    return this.isDurable();
  }

  /** A file's mark that it is open, which another process may have removed when it was done. */
  keepMarked(): void {
    if (this.#path !== undefined) keepMarked(this.#path);
  }

  /** Rejects when the primary does not answer. */
  async check(): Promise<void> {
    await this.#writeConnection.run([{ sql: "SELECT 1", args: [] }], "read");
  }

  /** Whether the primary answered when it was last asked. */
  get answering(): boolean {
    return this.#writeConnection.answering;
  }

  get pending(): number {
    return this.#connections.reduce((sum, connection) => sum + connection.pending, this.writer.queued);
  }

  async close(): Promise<void> {
    await this.writer.idle();
    await Promise.all(this.#connections.map((connection) => connection.close()));
    if (this.#path !== undefined) markClosed(this.#path);
  }

  #openReplica(connection: Connection, primary: Connection) {
    this.#connections.push(connection);
    connection.onReplica = (upTo) => upTo !== undefined && this.#freshness.synced(upTo);
    const run: Run = (statements) =>
      connection.run(statements, "read").catch(() => primary.run(statements, "read"));
    return { connection, run, query: query(run) };
  }
}

/** Drizzle's typed queries over our own connections. */
function query(run: Run): Query {
  const shape = (rows: Row[] | undefined, method: string) => ({
    rows: (method === "get" ? rows?.[0] : rows) as Row[],
  });
  return drizzle(
    async (sql, params, method) => shape((await run([{ sql, args: params as Value[] }]))[0], method),
    async (batch) => {
      const results = await run(batch.map(({ sql, params }) => ({ sql, args: params as Value[] })));
      return batch.map(({ method }, index) => shape(results[index], method));
    },
  );
}
