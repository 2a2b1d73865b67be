import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "libsql";
import type { Engine } from "./engine.ts";
import type { Row, Statement } from "./protocol.ts";

/** Milliseconds that a connection waits for another one's lock. */
const BUSY_TIMEOUT = 5000;
/** Statements kept prepared; the product has fewer. */
const MAX_PREPARED = 500;

type Prepared = Sqlite.Statement;

/**
 * A database file, by the library below @libsql/client: that one prepares every statement anew, which took half of the
 * time of a batch (docs/performance.md). FULL: a commit is on the disk before it is acknowledged.
 */
export function openFile(url: string): Engine {
  const path = url.slice("file:".length);
  mkdirSync(dirname(path), { recursive: true });
  const database = new Sqlite(path, { timeout: BUSY_TIMEOUT });
  for (const pragma of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -65536",
  ])
    database.pragma(pragma);
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
      if (mode === "read" && statements.length === 1) return statements.map(runOne);
      return transaction(statements, mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN");
    },
    close: () => database.close(),
  };
}
