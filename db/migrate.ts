import { drizzle } from "drizzle-orm/sqlite-proxy";
import { migrate as migrateWith } from "drizzle-orm/sqlite-proxy/migrator";
import { DatabaseUnavailable, databaseFailure } from "./errors.ts";
import type { Row, Statement, Value } from "./protocol.ts";
import { UnsoundDatabase } from "./soundness.ts";

export const migrationsFolder = new URL("./migrations", import.meta.url).pathname;
const ATTEMPTS = 5;
/** Milliseconds for which a server that does not answer is waited for: what starts together is rarely ready together. */
const PATIENCE = 10_000;
const RETRY = 500;

/**
 * Runs what is missing in one transaction together with its entry in the journal. Where two nodes start at once the
 * second one's transaction fails on what the first has made; it then looks again and finds nothing left to do. `look`
 * comes first, and may find that this database is not to be touched.
 */
export async function migrate(
  run: (statements: Statement[]) => Promise<Row[][]>,
  look: () => Promise<void> = () => Promise.resolve(),
  attempt = 1,
  begun = performance.now(),
): Promise<void> {
  const database = drizzle(async (sql, params) => ({
    rows: (await run([{ sql, args: params as Value[] }]))[0] ?? [],
  }));
  const runAll = async (queries: string[]) => {
    if (queries.length > 0) await run(queries.map((sql) => ({ sql, args: [] })));
  };
  try {
    await look();
    await migrateWith(database, runAll, { migrationsFolder });
  } catch (error) {
    if (error instanceof UnsoundDatabase) throw error;
    const absent = databaseFailure(error) instanceof DatabaseUnavailable;
    if (absent ? performance.now() - begun > PATIENCE : attempt >= ATTEMPTS) throw error;
    await Bun.sleep(absent ? RETRY : 100 * attempt);
    await migrate(run, look, absent ? attempt : attempt + 1, begun);
  }
}
