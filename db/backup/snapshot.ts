import { join } from "node:path";
import { createClient } from "@libsql/client";
import Sqlite from "libsql";
import type { DatabaseOptions } from "../database.ts";
import { probe } from "../replica.ts";
import { filePathOf } from "../soundness.ts";
import { BackupError } from "./manifest.ts";

/** Milliseconds that it waits for another process's lock; readers rarely meet one. */
const BUSY_TIMEOUT = 10_000;
/** Milliseconds in which a server must show that it answers. */
const PROBE_DEADLINE = 5000;

/**
 * A copy of a live database as of one moment, in a new file at `path`; everything acknowledged before the call is in it.
 * A file is read in one read transaction, which no writer waits for. A server's log is followed to where it stands, by
 * the way in which replicas are fed: between two transactions, never within one.
 */
export async function takeSnapshot(options: DatabaseOptions, staging: string, path: string): Promise<void> {
  const file = filePathOf(options.url);
  if (file === undefined) return copyInto(await follow(options, staging), path);
  if (!(await Bun.file(file).exists())) throw new BackupError(`there is no database at ${file}`);
  copyInto(file, path);
}

/** A replica that is fed once, in a file of its own. */
async function follow({ url, authToken }: DatabaseOptions, staging: string): Promise<string> {
  await probe({ url, deadline: PROBE_DEADLINE });
  const path = join(staging, "replica.db");
  const client = createClient({ url: `file:${path}`, syncUrl: url, authToken });
  try {
    await client.sync();
  } finally {
    client.close();
  }
  return path;
}

/** Without gaps and in one file: `VACUUM INTO` also reads every page of every table, and fails on a broken one. */
function copyInto(from: string, path: string): void {
  const database = new Sqlite(from, { timeout: BUSY_TIMEOUT });
  try {
    database.prepare("VACUUM INTO ?").run(path);
  } finally {
    database.close();
  }
}
