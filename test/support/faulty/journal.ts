import { existsSync, readFileSync } from "node:fs";

/** The numbers of layer.c. */
const TYPES = [
  "",
  "open",
  "write",
  "truncate",
  "sync",
  "synced",
  "sync_failed",
  "unlink",
  "rename",
  "make_directory",
  "link",
] as const;
/** Bytes of the C struct `record`. */
const HEAD = 24;

export type JournalEntry = {
  type: (typeof TYPES)[number];
  /** The opening of a file to which it belongs. */
  handle: number;
  /** Where the bytes begin, how long the file becomes, or the number of a sync. */
  at: number;
  data: Uint8Array;
};

/** What a process did to watched files, in the order in which it did it. A last entry that was cut off is left out. */
export function readJournal(path: string): JournalEntry[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const entries: JournalEntry[] = [];
  for (let from = 0; from + HEAD <= bytes.length;) {
    const end = from + HEAD + Number(bytes.readBigInt64LE(from + 16));
    if (end > bytes.length) break;
    entries.push({
      type: TYPES[bytes.readUInt32LE(from)] ?? "",
      handle: bytes.readUInt32LE(from + 4),
      at: Number(bytes.readBigInt64LE(from + 8)),
      data: bytes.subarray(from + HEAD, end),
    });
    from = end;
  }
  return entries;
}
