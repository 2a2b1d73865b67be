import { drizzle } from "drizzle-orm/sqlite-proxy";
import { migrate as migrateWith } from "drizzle-orm/sqlite-proxy/migrator";
import { DatabaseUnavailable, databaseFailure } from "./errors.ts";
import type { Row, Statement, Value } from "./protocol.ts";

const migrationsFolder = new URL("./migrations", import.meta.url).pathname;
const ATTEMPTS = 5;
/** Milliseconds for which a server that does not answer is waited for: what starts together is rarely ready together. */
const PATIENCE = 10_000;
const RETRY = 500;

/**
 * Runs what is missing in one transaction together with its entry in the journal. Where two nodes start at once the
 * second one's transaction fails on what the first has made; it then looks again and finds nothing left to do.
 */
export async function migrate(
  run: (statements: Statement[]) => Promise<Row[][]>,
  attempt = 1,
  begun = Date.now(),
): Promise<void> {
  const database = drizzle(async (sql, params) => ({
    rows: (await run([{ sql, args: params as Value[] }]))[0] ?? [],
  }));
  const runAll = async (queries: string[]) => {
    if (queries.length > 0) await run(queries.map((sql) => ({ sql, args: [] })));
  };
  try {
    await migrateWith(database, runAll, { migrationsFolder });
  } catch (error) {
    const absent = databaseFailure(error) instanceof DatabaseUnavailable;
    if (absent ? Date.now() - begun > PATIENCE : attempt >= ATTEMPTS) throw error;
    await Bun.sleep(absent ? RETRY : 100 * attempt);
    await migrate(run, absent ? attempt : attempt + 1, begun);
  }
}
