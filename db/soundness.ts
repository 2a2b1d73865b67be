import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** A database that Wisp must not work on. The message says what it is and what is wrong with it, for the operator. */
export class UnsoundDatabase extends Error {
  override readonly name = "UnsoundDatabase";
}

/** The path of a `file:` URL; undefined for a server. */
export const filePathOf = (url: string): string | undefined =>
  url.startsWith("file:") ? url.slice("file:".length) : undefined;

/** Bytes: SQLite's file format, "The Database Header". */
const HEADER = 100;
const MAGIC = "SQLite format 3\0";
const OFFSET = { pageSize: 16, changes: 24, pages: 28, pagesAsOf: 92 };

/** The folder in which a restore works; while it stands, what is beside it is not whole. */
export const RESTORE_FOLDER = ".wisp-restore";

export function expectRestored(dataDirectory: string): void {
  const folder = join(dataDirectory, RESTORE_FOLDER);
  if (existsSync(folder))
    throw new UnsoundDatabase(
      `the folder ${dataDirectory} is being restored, or that did not end: empty it, and run bin/restore again`,
    );
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/**
 * Looks at a database file, and its log, before SQLite does: that one takes an empty file for a new database and removes
 * the log of one that is gone. Returns its size; 0 where a new one may be made. Throws `UnsoundDatabase`.
 * `usedBefore`: an empty one is not a new one. Only before this process opens the file: `createPrivate` in file.ts.
 */
export function examineFile(path: string, usedBefore = false): number {
  const unsound = (what: string, cause?: unknown) =>
    new UnsoundDatabase(`the database file ${path} ${what}`, { cause });
  const logged = sizeOf(`${path}-wal`) > 0;
  if (!existsSync(path)) {
    if (logged) throw unsound(`is missing, but its log ${path}-wal is there: put the file back beside it`);
    return 0;
  }
  if (statSync(path).isDirectory()) throw unsound("is a folder");
  const { size, header } = readHeader(path, unsound);
  if (size === 0 && logged) throw unsound(`is empty, but its log ${path}-wal is not`);
  if (size === 0 && usedBefore) throw unsound("is empty, although this installation has been used");
  if (size === 0) return 0;
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC)
    throw unsound("is not a SQLite database, or its beginning was overwritten");
  const expected = bytesByHeader(header);
  if (expected === undefined) throw unsound("is damaged: its header makes no sense");
  // With a log, the file may be shorter: what is missing is in there.
  if (!logged && size < expected) throw unsound(`is cut off: it has ${size} of ${expected} bytes`);
  return size;
}

function readHeader(path: string, unsound: (what: string, cause?: unknown) => Error) {
  try {
    // SQLite makes its log beside the file.
    accessSync(dirname(path), constants.W_OK);
    const file = openSync(path, "r+");
    try {
      const header = Buffer.alloc(HEADER);
      readSync(file, header, 0, HEADER, 0);
      return { size: fstatSync(file).size, header };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EROFS") throw unsound("is on a file system that is read-only", error);
    throw unsound(`or its folder may not be read and written by this user (${code})`, error);
  }
}

/** How long the file must be; undefined where the header contradicts itself. */
function bytesByHeader(header: Buffer): number | undefined {
  const raw = header.readUInt16BE(OFFSET.pageSize);
  const pageSize = raw === 1 ? 65_536 : raw;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  // Versions of SQLite before 3.7 did not keep the count.
  const counted = header.readUInt32BE(OFFSET.changes) === header.readUInt32BE(OFFSET.pagesAsOf);
  return (counted ? header.readUInt32BE(OFFSET.pages) : 1) * pageSize;
}
