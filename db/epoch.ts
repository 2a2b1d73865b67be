import type { Statement } from "./protocol.ts";

/**
 * Revisions for each millisecond. A room would have to change a million times a second, from the restore on, to reach
 * the floor of a later one; 2^53 is reached in the year 2248.
 */
const PER_MILLISECOND = 1024;

/** The highest number that the history at hand has used. */
export const HIGHEST = `SELECT max(
  (SELECT coalesce(max(revision), 0) FROM rooms),
  (SELECT coalesce(max(id), 0) FROM epochs),
  (SELECT coalesce(max(id), 0) FROM access_changes))`;

/**
 * The number of a history that a restore begins. Made of the time, so that it is above every revision that any history
 * has reached until now, also the ones that are lost: two restores of one backup have nothing in common. A clock that
 * is behind would break this, and is refused (backup/restore.ts).
 */
export const newEpoch = (highest: number, now = Date.now()): number =>
  Math.max(now * PER_MILLISECOND, highest + 1);

export type Epoch = { id: number; begunAt: number; backedUpAt: number; keepSessions: boolean };

/**
 * Begins a new history on a restored database. Every room goes on at the epoch's number and remembers it as its floor:
 * whatever a client holds is below, is recognised by that, and cannot be taken for a revision of the new history. The
 * same holds for the numbers of `access_changes`, by which a node knows what it has heard.
 */
export function beginEpoch({ id, begunAt, backedUpAt, keepSessions }: Epoch): Statement[] {
  const statement = (sql: string, ...args: Statement["args"]): Statement => ({ sql, args });
  return [
    statement("INSERT INTO epochs (id, begun_at, backed_up_at) VALUES (?, ?, ?)", id, begunAt, backedUpAt),
    statement("UPDATE rooms SET revision = ?1, revision_floor = ?1", id),
    statement("DELETE FROM access_changes"),
    statement("DELETE FROM sqlite_sequence WHERE name = 'access_changes'"),
    // It keeps what it is given, and a number is given as a real.
    statement("INSERT INTO sqlite_sequence (name, seq) VALUES ('access_changes', CAST(? AS INTEGER))", id),
    // By its trigger this takes numbers of the new history.
    ...(keepSessions ? [] : [statement("UPDATE sessions SET ended_at = ? WHERE ended_at IS NULL", begunAt)]),
  ];
}
