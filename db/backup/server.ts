/** A libSQL server as the target of a restore. */
import Sqlite from "libsql";
import { Database, type DatabaseOptions } from "../database.ts";
import { beginEpoch, type Epoch, newEpoch } from "../epoch.ts";
import { RESTORING, TABLES } from "../examine.ts";
import type { Row, Statement } from "../protocol.ts";
import { FORGET_INDEX, isOfIndex, isVirtual } from "../search-index.ts";
import { BackupError } from "./manifest.ts";

/** Rows in one transaction. */
const AT_ONCE = 500;

const plain = (sql: string): Statement => ({ sql, args: [] });
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function onServer<Result>(
  options: DatabaseOptions,
  work: (write: (statements: Statement[]) => Promise<Row[][]>) => Promise<Result>,
): Promise<Result> {
  const database = new Database({ ...options, replicaPath: undefined });
  try {
    return await work((statements) => database.writer.write(statements));
  } finally {
    await database.close();
  }
}

type Write = Parameters<Parameters<typeof onServer>[1]>[0];

const tablesOn = async (write: Write) =>
  ((await write([plain(TABLES)]))[0] ?? []).map(([name]) => String(name));

/** Refuses a server that holds anything but what an interrupted restore has left there. */
export function expectEmptyServer(options: DatabaseOptions): Promise<void> {
  return onServer(options, async (write) => refuse(await tablesOn(write)));
}

function refuse(tables: string[]): void {
  if (tables.length > 0 && !tables.includes(RESTORING))
    throw new BackupError(
      `the server at DATABASE_URL holds tables already (${tables.slice(0, 5).join(", ")})`,
    );
}

/**
 * Copies a database file to an empty server, a transaction after the other. Until the last one a table keeps nodes from
 * starting, and triggers keep those that run already from writing. What these may have read meanwhile is of no history:
 * the last transaction begins another one than the file has.
 */
export function fillServer(options: DatabaseOptions, path: string, epoch: Epoch): Promise<void> {
  const file = new Sqlite(path);
  const rows = (sql: string) => file.prepare(sql).raw(true).all() as Row[];
  return onServer(options, async (write) => {
    const left = await tablesOn(write);
    refuse(left);
    await write([
      plain("PRAGMA defer_foreign_keys = ON"),
      ...left.map((name) => plain(`DROP TABLE ${quoted(name)}`)),
      plain(`CREATE TABLE ${RESTORING} (filling integer)`),
      plain(`INSERT INTO ${RESTORING} VALUES (0)`),
    ]);
    const tables = inOrder(rows);
    const guarded = tables.filter((name) => !isVirtual(schemaOf(rows, name)));
    await write([...tables.map((name) => plain(schemaOf(rows, name))), ...guarded.flatMap(guardsOf)]);
    for (const name of tables) if (!isOfIndex(name)) await copyRows(file, name, write);
    await write([
      ...guarded.flatMap((name) => verbs.map((verb) => plain(`DROP TRIGGER ${guard(name, verb)}`))),
      ...rows("SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY type").map(
        ([sql]) => plain(String(sql)),
      ),
      plain(FORGET_INDEX),
      plain("DELETE FROM epochs WHERE id = (SELECT max(id) FROM epochs)"),
      ...beginEpoch({ ...epoch, id: newEpoch(epoch.id) }),
      plain(`DROP TABLE ${RESTORING}`),
    ]);
  }).finally(() => file.close());
}

const verbs = ["INSERT", "UPDATE", "DELETE"];
const guard = (name: string, verb: string) => quoted(`wisp_restoring_${name}_${verb}`);

/** Whoever writes says so within the transaction, as only the restore does. */
const guardsOf = (name: string): Statement[] =>
  verbs.map((verb) =>
    plain(`CREATE TRIGGER ${guard(name, verb)} BEFORE ${verb} ON ${quoted(name)}
      WHEN (SELECT filling FROM ${RESTORING}) = 0 BEGIN SELECT RAISE(ABORT, 'the database is being restored'); END`),
  );
const filling = (statements: Statement[]): Statement[] => [
  plain(`UPDATE ${RESTORING} SET filling = 1`),
  ...statements,
  plain(`UPDATE ${RESTORING} SET filling = 0`),
];

type Rows = (sql: string) => Row[];

const schemaOf = (rows: Rows, name: string) =>
  String(rows(`SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '${name}'`)[0]?.[0]);

/** Tables, each after those that its rows lead to. */
function inOrder(rows: Rows): string[] {
  const ordered = new Set<string>();
  const add = (name: string, via: readonly string[]): void => {
    if (via.includes(name)) return;
    const led = rows(`SELECT "table" FROM pragma_foreign_key_list('${name}')`).map(([table]) =>
      String(table),
    );
    for (const table of led) add(table, [...via, name]);
    ordered.add(name);
  };
  for (const [name] of rows(TABLES)) add(String(name), []);
  return [...ordered];
}

/** In the order in which they were stored: a row leads to its like only where that was there before. */
async function copyRows(file: Sqlite.Database, name: string, write: Write): Promise<void> {
  const columns = (
    file.prepare(`SELECT name FROM pragma_table_info('${name}')`).raw(true).all() as Row[]
  ).map(([column]) => quoted(String(column)));
  const sql = `INSERT INTO ${quoted(name)} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
  const select = `SELECT ${columns.join(", ")} FROM ${quoted(name)} ORDER BY rowid`;
  let batch: Statement[] = [];
  for (const args of file.prepare(select).raw(true).iterate() as Iterable<Row>) {
    if (batch.push({ sql, args }) < AT_ONCE) continue;
    await write(filling(batch));
    batch = [];
  }
  if (batch.length > 0) await write(filling(batch));
}
