import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Bytes of a copy that are read when it is closed and opened: a second's work. A larger one is fetched anew. */
const MAX_DIGESTED = 512 * 1024 * 1024;

/** What a copy is made of, but for what SQLite makes anew at every open. */
const parts = (path: string): string[] => ["", "-wal", "-info", "-client_wal_index"].map((end) => path + end);

/** The mark that a copy was closed, and not left behind: it holds the digest of what was closed. */
const closedWell = (path: string): string => `${path}-closed`;

/** Workers of one port, each with a copy of its own, and where that of each stands (docs/operations.md: WORKERS). */
const MAX_WORKERS = 64;
export const copyFor = (path: string, worker: number): string => (worker === 1 ? path : `${path}.${worker}`);

/** All copies that may stand there. */
export const copiesOf = (path: string): string[] =>
  Array.from({ length: MAX_WORKERS }, (_, index) => copyFor(path, index + 1));

/** A replica and all that stands beside it. */
export const replicaFiles = (path: string): string[] => [...parts(path), `${path}-shm`, closedWell(path)];

/** It can be fetched again at any time. */
export function discard(path: string): void {
  for (const file of replicaFiles(path)) rmSync(file, { force: true });
}

/** Once nobody has it open any more. */
export function markClosed(path: string): void {
  const digest = digestOf(path);
  if (digest !== undefined) writeFileSync(closedWell(path), digest);
}

/**
 * Leaves only a copy that is as it was closed. After a crash nobody knows how much of it had reached the disk; one that
 * lost its end, or has other bytes in the middle, would answer as if it were whole.
 */
export function keepIfWhole(path: string): void {
  const mark = closedWell(path);
  const whole = existsSync(mark) && readFileSync(mark, "utf8") === digestOf(path);
  if (!whole) discard(path);
  rmSync(mark, { force: true });
}

function digestOf(path: string): string | undefined {
  const files = parts(path).filter((file) => existsSync(file));
  if (files.reduce((sum, file) => sum + statSync(file).size, 0) > MAX_DIGESTED) return undefined;
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}
