import { existsSync, rmSync, statSync } from "node:fs";
import { writeWhole } from "../src/lib/durable-files.ts";

/**
 * Beside a database file while it is open, and after a crash: its log then holds what was committed last, so a file that
 * is found without its log has lost that, and SQLite could not tell.
 */
export const openMark = (path: string): string => `${path}-open`;

export const hasLog = (path: string) => existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

/** Whether the file was left open and its log is gone since. Another program that opened it may have taken the log in. */
export const lacksLog = (path: string): boolean => existsSync(openMark(path)) && !hasLog(path);

/** Only once something was committed: until then a power cut may leave an empty log, or none, and nothing is missing. */
export function markOpen(path: string): void {
  if (hasLog(path)) writeWhole(openMark(path), "", { replace: true });
}

/**
 * Again where another process that was done took the mark with it: it emptied the log, but who goes on fills it. Until the
 * next look the mark is missing.
 */
export function keepMarked(path: string): void {
  if (!existsSync(openMark(path))) markOpen(path);
}

/** Whoever closes the file last takes the log in. Another process that has it open marks it again (`keepMarked`). */
export function markClosed(path: string): void {
  if (!hasLog(path)) rmSync(openMark(path), { force: true });
}
