import { Database } from "bun:sqlite";
import { migrate } from "../../db/migrate.ts";
import type { Row } from "../../db/protocol.ts";

/** Kilobytes of pages in memory while a database is filled: its indexes are written in no order. */
const CACHE = 800_000;

/** A database file with Wisp's schema, to be filled while no server runs on it. */
export async function openSeeded(file: string) {
  const database = new Database(file, { create: true });
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = OFF");
  database.run(`PRAGMA cache_size = -${CACHE}`);
  // A migration's statements carry no values of their own.
  await migrate((statements) =>
    Promise.resolve(statements.map(({ sql }) => database.query(sql).values() as Row[])),
  );
  return {
    database,
    /** In one transaction, without the triggers: the rows are given as those would leave them. */
    fill(insert: () => void): void {
      database.transaction(() => {
        const triggers = database
          .query<{ name: string; sql: string }, []>(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
          )
          .all();
        for (const { name } of triggers) database.run(`DROP TRIGGER ${name}`);
        insert();
        for (const { sql } of triggers) database.run(sql);
      })();
    },
    [Symbol.dispose](): void {
      database.run("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}
