/** Files that are there after a power cut: their bytes, and the names by which they are found, are synced. */
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Makes the directory, and those above it that are missing. POSIX keeps a name by an fsync of what it stands in only. */
export function makeDirectory(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  const end = dirname(resolve(first));
  for (let made = resolve(path); made !== end; made = dirname(made)) syncDirectory(dirname(made));
}

/**
 * Writes a file for its owner only, whole or not at all. One that is there stays (`EEXIST`), so that of two processes one
 * is first; with `replace` it is written over.
 */
export function writeWhole(path: string, content: string, { replace = false } = {}): void {
  const temporary = `${path}.${process.pid}`;
  const file = openSync(temporary, "w", 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    if (replace) renameSync(temporary, path);
    else linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncDirectory(dirname(path));
}

export function syncFile(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Keeps the names in it. */
export const syncDirectory = syncFile;
