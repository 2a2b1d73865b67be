import { existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count } from "drizzle-orm";
import { makeDirectory } from "../../src/lib/durable-files.ts";
import { Database, type DatabaseOptions } from "../database.ts";
import { beginEpoch, type Epoch, HIGHEST, newEpoch } from "../epoch.ts";
import { hasLog } from "../log-mark.ts";
import { discard } from "../replica-files.ts";
import { memberships, messages, rooms, users } from "../schema/index.ts";
import { filePathOf, RESTORE_FOLDER } from "../soundness.ts";
import { unpack } from "./archive.ts";
import { contentsOf, expectOrder } from "./contents.ts";
import { type Installation, leftOut } from "./create.ts";
import { BackupError, DATABASE, FILES, type Manifest, verify } from "./manifest.ts";
import { expectEmptyServer, fillServer } from "./server.ts";
import { inFolder, publish, publishAll } from "./staging.ts";

export type RestoreOptions = {
  /** People stay signed in as they were when the backup was taken; else everyone signs in again. */
  keepSessions: boolean;
};
type Prepared = { manifest: Manifest; epoch: Epoch };

/**
 * Proves a backup without a target: unpacks it where nobody works, holds every file against the manifest, and opens the
 * database with the product's own schema.
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const staging = mkdtempSync(join(tmpdir(), "wisp-check-"));
  return inFolder(staging, async () => (await prepare(file, staging, { keepSessions: false })).manifest);
}

/**
 * Brings a backup into an empty installation, and begins a new history there. While it is not whole, a folder in the data
 * directory (and a table on a server) keeps every node from starting on it.
 */
export async function restoreBackup(
  file: string,
  { dataDirectory, database }: Installation,
  options: RestoreOptions,
): Promise<Manifest> {
  const target = filePathOf(database.url);
  if (target === undefined) await expectEmptyServer(database);
  else expectNothing(target, dataDirectory, database);
  makeDirectory(dataDirectory);
  const staging = join(dataDirectory, RESTORE_FOLDER);
  if (existsSync(staging))
    throw new BackupError(`${staging} is there: another restore goes on, or did not end`);
  mkdirSync(staging, { mode: 0o700 });
  return inFolder(staging, async () => {
    const { manifest, epoch } = await prepare(file, staging, options);
    if (database.replicaPath !== undefined) discard(database.replicaPath);
    publishAll(join(staging, FILES), dataDirectory);
    if (target === undefined) await fillServer(database, join(staging, DATABASE), epoch);
    else publish(join(staging, DATABASE), target);
    return manifest;
  });
}

/** A file is restored into an installation that has nothing: neither a database nor files of another one. */
function expectNothing(target: string, dataDirectory: string, database: DatabaseOptions): void {
  const [held] = [target, `${target}-wal`].filter((path) => existsSync(path));
  if (held !== undefined) throw new BackupError(`${held} is there already: restore into an empty folder`);
  const ignored = leftOut(dataDirectory, database);
  const [other] = existsSync(dataDirectory)
    ? readdirSync(dataDirectory).filter((name) => !ignored.has(name))
    : [];
  if (other !== undefined)
    throw new BackupError(`${dataDirectory} holds ${other}: restore into an empty folder`);
}

/** The backup in the staging folder: as its manifest says, with the present schema, and in a new history. */
async function prepare(file: string, staging: string, options: RestoreOptions): Promise<Prepared> {
  if (!existsSync(file)) throw new BackupError(`there is no ${file}`);
  await unpack(file, staging);
  const manifest = await verify(staging);
  const path = join(staging, DATABASE);
  const { migrations, counts } = contentsOf(path);
  if (!Bun.deepEquals({ migrations, counts }, { migrations: manifest.migrations, counts: manifest.counts }))
    throw new BackupError("the database does not hold what the manifest says");
  expectOrder(path);
  const epoch = await renew(path, manifest, options);
  // Only the file itself goes on from here.
  if (hasLog(path)) throw new BackupError("the restored database's log could not be taken in");
  return { manifest, epoch };
}

async function renew(path: string, manifest: Manifest, { keepSessions }: RestoreOptions): Promise<Epoch> {
  const database = new Database({ url: `file:${path}` });
  try {
    const [newer] = await database.migrate();
    // Whoever still reads the file keeps its log from being taken in.
    await database.checking;
    if (newer !== undefined)
      throw new BackupError(`Wisp ${manifest.version} wrote it, and this one is older`);
    const [[[highest] = []] = []] = await database.writer.write([{ sql: HIGHEST, args: [] }]);
    const begunAt = Date.now();
    const backedUpAt = Date.parse(manifest.createdAt);
    if (begunAt <= backedUpAt)
      throw new BackupError(`this machine's clock is behind: the backup was taken at ${manifest.createdAt}`);
    const epoch = { id: newEpoch(Number(highest), begunAt), begunAt, backedUpAt, keepSessions };
    await database.writer.write(beginEpoch(epoch));
    await expectCounts(database, manifest);
    return epoch;
  } finally {
    await database.close();
  }
}

/** As the product sees them. */
async function expectCounts({ primary }: Database, { counts }: Manifest): Promise<void> {
  for (const [name, table] of Object.entries({ users, rooms, memberships, messages })) {
    const [row] = await primary.select({ rows: count() }).from(table);
    if (row?.rows !== counts[name])
      throw new BackupError(`${row?.rows} ${name} were restored, and ${counts[name]} were backed up`);
  }
}
