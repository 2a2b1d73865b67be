import { Database } from "bun:sqlite";
import { createClient, type InStatement } from "@libsql/client";
import { TABLES } from "../../db/examine.ts";
import { isOfIndex } from "../../db/search-index.ts";

const ROWS_A_BATCH = 500;

type Made = { name: string; type: string; sql: string | null };

/** Copies a filled database file to an empty libSQL server: tables and their rows first, then what watches over them. */
export async function copyToServer(file: string, url: string): Promise<void> {
  const source = new Database(file, { readonly: true });
  const client = createClient({ url });
  const made = source
    .query<Made, []>(
      "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  // A virtual table makes those that it is kept in.
  const tables = new Set(
    source
      .query<{ name: string }, []>(TABLES)
      .all()
      .map(({ name }) => name),
  );
  // Without foreign keys: a table may come before the one that it refers to.
  const run = (statements: InStatement[]) => client.migrate(statements);
  const create = (wanted: (type: string) => boolean) =>
    run(
      made.flatMap(({ name, type, sql }) =>
        wanted(type) && sql !== null && (type !== "table" || tables.has(name)) ? [sql] : [],
      ),
    );
  await create((type) => type === "table");
  for (const name of tables) {
    if (isOfIndex(name)) continue;
    const statements = rowsOf(source, name);
    for (let at = 0; at < statements.length; at += ROWS_A_BATCH)
      await run(statements.slice(at, at + ROWS_A_BATCH));
  }
  await create((type) => type !== "table");
  source.close();
  client.close();
}

function rowsOf(source: Database, table: string): { sql: string; args: (string | number | null)[] }[] {
  const rows = source.query(`SELECT * FROM "${table}"`).values() as (string | number | null)[][];
  const places = rows[0]?.map(() => "?").join(", ");
  return rows.map((args) => ({ sql: `INSERT INTO "${table}" VALUES (${places})`, args }));
}
