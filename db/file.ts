import { closeSync, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "libsql";
import { makeDirectory } from "../src/lib/durable-files.ts";
import type { Engine } from "./engine.ts";
import type { Row, Statement } from "./protocol.ts";

/** Milliseconds that a connection waits for another one's lock. */
const BUSY_TIMEOUT = 5000;
/**
 * Milliseconds between two tries. SQLite's own handler soon asks ten times a second only, and then hardly ever meets the
 * moment between two batches of another process that is busy: one of two got a single batch in 3 s (measured).
 */
const TRY_EVERY = 0.5;
/** Statements kept prepared; the product has fewer. */
const MAX_PREPARED = 500;

/**
 * Pages of the log (64 MiB) at which the writer itself brings it into the file. Another connection has brought most of it
 * in by then (`Database`), so that little is left to do, and the log begins anew.
 */
const LOG_PAGES = 16_384;
const LOG_BYTES = LOG_PAGES * 4096;

/** Milliseconds for which a close waits for others that read the file, such as a backup. */
const CLOSE_BUSY_TIMEOUT = 200;

/** SQLite's name for a database without a file. */
const IN_MEMORY = ":memory:";

type Prepared = Sqlite.Statement;

/**
 * A database file, by the library below @libsql/client: that one prepares every statement anew, which took half of the
 * time of a batch (docs/performance.md). FULL: a commit is on the disk before it is acknowledged.
 */
export function openFile(url: string): Engine {
  const path = url.slice("file:".length);
  if (path !== IN_MEMORY) {
    makeDirectory(dirname(path));
    createPrivate(path);
  }
  const database = new Sqlite(path, { timeout: BUSY_TIMEOUT });
  for (const pragma of [
    // Which would stay in the file, and another program's is refused as it is (examine.ts).
    ...(isForeign(database) ? [] : ["journal_mode = WAL"]),
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -16384",
    `wal_autocheckpoint = ${LOG_PAGES}`,
    `journal_size_limit = ${LOG_BYTES}`,
  ])
    database.pragma(pragma);
  database.pragma("busy_timeout = 0");
  const [kept] = database.prepare("PRAGMA synchronous").raw(true).all() as Row[];
  if (Number(kept?.[0]) !== 2) throw new Error("the database does not keep synchronous = FULL");
  const prepared = new Map<string, Prepared>();

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    if (statement.reader) statement.raw(true);
    if (prepared.size >= MAX_PREPARED) prepared.clear();
    prepared.set(sql, statement);
    return statement;
  };
  const runOne = ({ sql, args }: Statement): Row[] => {
    const statement = prepare(sql);
    if (statement.reader) return statement.all(...args) as Row[];
    statement.run(...args);
    return [];
  };
  const transaction = (statements: Statement[], begin: string): Row[][] => {
    runOne({ sql: begin, args: [] });
    try {
      const rows = statements.map(runOne);
      runOne({ sql: "COMMIT", args: [] });
      return rows;
    } catch (error) {
      if (database.inTransaction) runOne({ sql: "ROLLBACK", args: [] });
      throw error;
    }
  };
  return {
    async run(statements, mode) {
      if (mode === "read" && statements.length === 1) return patiently(() => statements.map(runOne));
      return patiently(() => transaction(statements, mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN"));
    },
    close() {
      takeIn(database);
      database.close();
    },
  };
}

/** Tries again for as long as another process holds the lock. Nothing was done then: a write takes it before all else. */
function patiently<Result>(work: () => Result): Result {
  const deadline = performance.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Bun.sleepSync(TRY_EVERY);
    }
  }
}

const isBusy = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY");

/**
 * Brings what is in the log into the file, and empties the log. SQLite does so when the last connection closes, but the
 * library keeps one open for as long as a statement of it is remembered: a file that was copied after a stop had nothing.
 */
function takeIn(database: Sqlite.Database): void {
  database.pragma(`busy_timeout = ${CLOSE_BUSY_TIMEOUT}`);
  database.pragma("wal_checkpoint(TRUNCATE)");
}

/**
 * What people write is for nobody else on this machine; SQLite gives its log the rights of the file. A file that is there
 * is never opened here: POSIX drops all locks that a process has on a file as soon as it closes it once, whoever took
 * them, and another program that then closes the database would take itself for the last and remove the log.
 */
function createPrivate(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function isForeign(database: Sqlite.Database): boolean {
  const [counted] = database
    .prepare("SELECT count(*), coalesce(sum(name = '__drizzle_migrations'), 0) FROM sqlite_master")
    .raw(true)
    .all() as Row[];
  return Number(counted?.[0]) > 0 && Number(counted?.[1]) === 0;
}
