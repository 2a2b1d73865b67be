import { drizzle, type SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { Connection } from "./connection.ts";
import { setDurable } from "./durability.ts";
import { Freshness } from "./freshness.ts";
import { migrate } from "./migrate.ts";
import type { Row, Statement, Value } from "./protocol.ts";
import { Writer } from "./writer.ts";

/** Milliseconds. A write may wait for a disk; a read that waits longer is asked of the primary, or given up. */
const DEADLINE = { write: 5000, read: 3000, replica: 1000 };

export type Query = SqliteRemoteDatabase;

export type DatabaseOptions = {
  url: string;
  authToken?: string | undefined;
  /** A libSQL server's admin address. */
  adminUrl?: string | undefined;
  replicaPath?: string | undefined;
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
  readonly #freshness = new Freshness();
  readonly #replica: { connection: Connection; query: Query } | undefined;
  readonly remote: boolean;
  readonly #adminUrl: string | undefined;

  constructor(options: DatabaseOptions) {
    const { url, authToken, replicaPath, deadline } = options;
    this.#adminUrl = options.adminUrl;
    this.remote = !url.startsWith("file:");
    const open = (limit: number, path?: string) =>
      new Connection({ url, authToken, deadline: deadline ?? limit, replicaPath: path });
    const write = open(DEADLINE.write);
    // A file is read by a connection of its own, so that reads do not wait for a commit; a server takes both at once.
    const read = this.remote ? write : open(DEADLINE.read);
    this.#writeConnection = write;
    this.#connections = this.remote ? [write] : [write, read];
    this.writer = new Writer((statements) => write.run(statements, "write"), options.observeBatch);
    this.writing = query((statements) => this.writer.write(statements));
    this.primary = query((statements) => read.run(statements, "read"));
    if (replicaPath !== undefined)
      this.#replica = this.#openReplica(open(DEADLINE.replica, replicaPath), read);
  }

  /** Queries that must see all that is known to have been written to these scopes (`room:ID`, `user:ID`). */
  reading(...scopes: string[]): Query {
    return this.#replica && this.#freshness.covers(scopes) ? this.#replica.query : this.primary;
  }

  /** Something in this scope was committed, here or elsewhere: a replica that does not hold it yet is not asked. */
  changed(scope: string): void {
    if (!this.#replica) return;
    this.#freshness.changed(scope);
    this.#replica.connection.sync();
  }

  /** Brings the schema up to date. Safe when several nodes start at once. */
  migrate(): Promise<void> {
    return migrate((statements) => this.#writeConnection.run(statements, "write"));
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
  }

  #openReplica(connection: Connection, primary: Connection) {
    this.#connections.push(connection);
    connection.onReplica = (startedAt) => startedAt !== undefined && this.#freshness.synced(startedAt);
    const run: Run = (statements) =>
      connection.run(statements, "read").catch(() => primary.run(statements, "read"));
    return { connection, query: query(run) };
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
