import Sqlite from "libsql";
import { TABLES } from "../examine.ts";
import type { Row } from "../protocol.ts";
import { BackupError } from "./manifest.ts";

/** A database file at rest, for the commands that work on one. Its own, so nothing waits for it. */
export function withFile<Result>(path: string, work: (rows: (sql: string) => Row[]) => Result): Result {
  const database = new Sqlite(path);
  try {
    return work((sql) => database.prepare(sql).raw(true).all() as Row[]);
  } finally {
    database.close();
  }
}

export type Contents = { migrations: string[]; counts: Record<string, number> };

/** What a database file holds, once it is known to be whole. */
export function contentsOf(path: string): Contents {
  return withFile(path, (rows) => {
    const [[verdict] = []] = rows("PRAGMA integrity_check(1)");
    if (verdict !== "ok") throw new BackupError(`the database is damaged: ${String(verdict)}`);
    const [[table] = []] = rows("PRAGMA foreign_key_check");
    if (table !== undefined)
      throw new BackupError(`rows of ${String(table)} lead to others that are missing`);
    return { migrations: migrationsOf(rows), counts: countsOf(rows) };
  });
}

const migrationsOf = (rows: (sql: string) => Row[]) =>
  rows("SELECT hash FROM __drizzle_migrations ORDER BY created_at").map(([hash]) => String(hash));

function countsOf(rows: (sql: string) => Row[]): Record<string, number> {
  const names = rows(TABLES).map(([name]) => String(name));
  return Object.fromEntries(
    names.map((name) => [name, Number(rows(`SELECT count(*) FROM "${name}"`)[0]?.[0])]),
  );
}

/** Rooms whose numbers have a hole or do not agree with their messages; the product cannot make one. */
const disordered = (counted: string) => `
  SELECT r.id FROM rooms r LEFT JOIN messages m ON m.room_id = r.id GROUP BY r.id
  HAVING ${counted} OR coalesce(max(m.sequence), 0) <> r.last_sequence
    OR coalesce(max(m.revision), 0) > r.revision LIMIT 1`;
const COUNTED = "count(m.id) <> r.last_sequence";
/** Where messages disappear, or once did, which is on record, only the last one's place is sure to be there. */
const COUNTED_UNLESS_GONE = `(${COUNTED} AND NOT EXISTS (SELECT 1 FROM audit_log a
  WHERE a.room_id = r.id AND a.action = 'room.update' AND a.details ->> 'messageLifetime' IS NOT NULL))`;
const HAS_LOG = "SELECT 1 FROM sqlite_schema WHERE name = 'audit_log'";

/** The promises of the contract, asked of the rows. */
export function expectOrder(path: string): void {
  const [[room] = []] = withFile(path, (rows) =>
    rows(disordered(rows(HAS_LOG).length > 0 ? COUNTED_UNLESS_GONE : COUNTED)),
  );
  if (room !== undefined)
    throw new BackupError(`the messages of room ${String(room)} are not numbered without holes`);
}
