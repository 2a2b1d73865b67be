import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { DatabaseOptions } from "../database.ts";
import { openMark } from "../log-mark.ts";
import { copiesOf, replicaFiles } from "../replica-files.ts";
import { filePathOf, RESTORE_FOLDER } from "../soundness.ts";
import { pack } from "./archive.ts";
import { contentsOf } from "./contents.ts";
import {
  BackupError,
  DATABASE,
  describeFile,
  FILES,
  filesIn,
  type Manifest,
  MANIFEST,
  toManifest,
} from "./manifest.ts";
import { takeSnapshot } from "./snapshot.ts";
import { inFolder, publish } from "./staging.ts";

/** Where backups go unless they are sent elsewhere; not part of one. */
export const BACKUPS = "backups";
/** Folders in which a backup is put together, beside where it goes. */
const STAGING = ".wisp-backup-";

export type Installation = {
  dataDirectory: string;
  database: DatabaseOptions;
  /** Of Wisp. */
  version: string;
};

/**
 * Takes a backup of an installation that may be running, as a new file: under a name of its own and with everything
 * synced, or not at all. The database first: a file that a row speaks of is there before the row, so what is copied after
 * the snapshot has all that the snapshot speaks of.
 */
export async function createBackup(
  installation: Installation,
  file: string,
): Promise<{ manifest: Manifest; bytes: number }> {
  if (existsSync(file)) throw new BackupError(`${file} is there already`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const staging = mkdtempSync(join(dirname(file), STAGING));
  return inFolder(staging, async () => {
    const manifest = await gather(installation, staging);
    const packed = join(staging, "packed");
    await pack(staging, [MANIFEST, DATABASE, FILES], packed);
    publish(packed, file);
    return { manifest, bytes: statSync(file).size };
  });
}

async function gather(
  { dataDirectory, database, version }: Installation,
  staging: string,
): Promise<Manifest> {
  const createdAt = new Date().toISOString();
  await takeSnapshot(database, staging, join(staging, DATABASE));
  chmodSync(join(staging, DATABASE), 0o600);
  copyFiles(dataDirectory, leftOut(dataDirectory, database), join(staging, FILES));
  const paths = [DATABASE, ...filesIn(join(staging, FILES)).map((path) => join(FILES, path))];
  const files = await Promise.all(paths.map((path) => describeFile(staging, path)));
  const manifest = toManifest({ version, createdAt, ...contentsOf(join(staging, DATABASE)), files });
  await Bun.write(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/** Everything that is kept beside the database: today the secret. */
function copyFiles(from: string, without: ReadonlySet<string>, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  if (!existsSync(from)) return;
  for (const path of filesIn(from, (each) => without.has(each) || each.startsWith(STAGING))) {
    mkdirSync(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, path), join(to, path));
    chmodSync(join(to, path), 0o600);
  }
}

/** Paths in the data folder that are the database itself, a copy of it, or not ours. */
export function leftOut(dataDirectory: string, { url, replicaPath }: DatabaseOptions): Set<string> {
  const path = filePathOf(url);
  const databaseFiles = path === undefined ? [] : [path, `${path}-wal`, `${path}-shm`, openMark(path)];
  const files = [
    ...databaseFiles,
    ...(replicaPath === undefined ? [] : copiesOf(replicaPath).flatMap(replicaFiles)),
  ];
  return new Set([
    BACKUPS,
    "lost+found",
    RESTORE_FOLDER,
    ...files.map((file) => relative(resolve(dataDirectory), resolve(file))),
  ]);
}
