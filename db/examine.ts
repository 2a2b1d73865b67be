import { readMigrationFiles } from "drizzle-orm/migrator";
import { DatabaseUnavailable, databaseFailure } from "./errors.ts";
import { migrationsFolder } from "./migrate.ts";
import type { Row, Statement } from "./protocol.ts";
import { UnsoundDatabase } from "./soundness.ts";

/** A table that stands on a server while a restore fills it. */
export const RESTORING = "wisp_restoring";
const MIGRATIONS = "__drizzle_migrations";

type Run = (statements: Statement[]) => Promise<Row[][]>;
const ask = async (run: Run, sql: string): Promise<Row[]> => (await run([{ sql, args: [] }]))[0] ?? [];

/** Tables, without those that belong to SQLite and to libSQL themselves, or to a virtual table, which makes its own. */
export const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table'
  AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' AND NOT EXISTS (
    SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%'
      AND substr(sqlite_master.name, 1, length(v.name) + 1) = v.name || '_')
  ORDER BY name`;

/**
 * Whether this is Wisp's own database, or an empty one that may become it. `name` is what the operator knows it by.
 * Throws `UnsoundDatabase`. Returns the migrations of a newer version that have run, as it may while a deploy goes on.
 */
export async function identify(run: Run, name: string): Promise<string[]> {
  const unsound = (what: string) => new UnsoundDatabase(`${name} ${what}`);
  const tables = (await readable(run, name)).map(([table]) => String(table));
  if (tables.includes(RESTORING))
    throw unsound("was being restored, and that did not end: run bin/restore again");
  const foreign = tables.filter((table) => table !== MIGRATIONS);
  if (foreign.length === 0) return [];
  const applied = tables.includes(MIGRATIONS)
    ? (await ask(run, `SELECT hash FROM ${MIGRATIONS} ORDER BY created_at`)).map(([hash]) => String(hash))
    : [];
  const own = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
  if (applied[0] !== own[0])
    throw unsound(`belongs to another program: it has the tables ${foreign.slice(0, 5).join(", ")}`);
  return applied.filter((hash) => !own.includes(hash));
}

/** What SQLite says of a file that is none, in words. A database that does not answer is another matter. */
async function readable(run: Run, name: string): Promise<Row[]> {
  try {
    return await ask(run, TABLES);
  } catch (error) {
    throw asUnsound(error, name) ?? error;
  }
}

const words: Record<string, string> = {
  SQLITE_NOTADB: "is not a SQLite database, or it is encrypted",
  SQLITE_CORRUPT: "is damaged",
  SQLITE_READONLY: "cannot be written",
  SQLITE_CANTOPEN: "cannot be opened",
  SQLITE_PERM: "cannot be opened",
};

function asUnsound(error: unknown, name: string): UnsoundDatabase | undefined {
  const failure = databaseFailure(error);
  if (!(failure instanceof DatabaseUnavailable)) return undefined;
  const code = Object.keys(words).find((each) => failure.message.includes(each));
  return code === undefined ? undefined : new UnsoundDatabase(`${name} ${words[code]} (${failure.message})`);
}

/** Reads every page. What is wrong with the database, or undefined. */
export async function damageOf(run: Run, name: string): Promise<UnsoundDatabase | undefined> {
  try {
    const [[verdict] = []] = await ask(run, "PRAGMA quick_check(1)");
    return verdict === "ok" ? undefined : new UnsoundDatabase(`${name} is damaged: ${String(verdict)}`);
  } catch (error) {
    const unsound = asUnsound(error, name);
    if (!unsound) throw error;
    return unsound;
  }
}
