import { createHash } from "node:crypto";
import { createReadStream, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** The layout of a backup; one that this version does not know is refused. */
const FORMAT = 1;
export const MANIFEST = "manifest.json";
/** The database's name within a backup, and the folder of the other files. */
export const DATABASE = "wisp.db";
export const FILES = "files";

const file = z.strictObject({
  path: z.string().min(1),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifest = z.strictObject({
  product: z.literal("wisp"),
  format: z.literal(FORMAT),
  /** Of Wisp. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Hashes of the migrations that had run, oldest first. */
  migrations: z.array(z.string()),
  /** Rows of each table. */
  counts: z.record(z.string(), z.int()),
  files: z.array(file),
});

export type Manifest = z.infer<typeof manifest>;
type FileEntry = z.infer<typeof file>;

/** A backup that cannot be taken or used, in words for the operator. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

/** All files below a folder, as paths within it, without those that are to be left out. Links do not belong there. */
export function filesIn(directory: string, without: (path: string) => boolean = () => false): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(directory, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (without(path)) return [];
      if (entry.isDirectory()) return below(path);
      if (!entry.isFile()) throw new BackupError(`${path} is neither a file nor a folder`);
      return [path];
    });
  return below("");
}

export async function describeFile(directory: string, path: string): Promise<FileEntry> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(join(directory, path))) hash.update(chunk as Uint8Array);
  const { size } = await stat(join(directory, path));
  return { path, bytes: size, sha256: hash.digest("hex") };
}

export const toManifest = (known: Omit<Manifest, "product" | "format">): Manifest => ({
  product: "wisp",
  format: FORMAT,
  ...known,
});

/** The manifest of an unpacked backup, once every file is there as it says, and no other. */
export async function verify(directory: string): Promise<Manifest> {
  const known = await readManifest(directory);
  const listed = new Map(known.files.map((entry) => [entry.path, entry]));
  for (const path of filesIn(directory).filter((each) => each !== MANIFEST)) {
    const entry = listed.get(path);
    if (!entry) throw new BackupError(`${path} is not in the backup's manifest`);
    const { sha256 } = await describeFile(directory, path);
    if (sha256 !== entry.sha256) throw new BackupError(`${path} is not as it was when the backup was taken`);
    listed.delete(path);
  }
  const [missing] = listed.keys();
  if (missing !== undefined) throw new BackupError(`${missing} is missing in the backup`);
  return known;
}

async function readManifest(directory: string): Promise<Manifest> {
  const text = await Bun.file(join(directory, MANIFEST))
    .json()
    .catch(() => undefined);
  if (text === undefined) throw new BackupError("this is not a backup of Wisp: it has no manifest");
  const { format } = text as { format?: unknown };
  if (typeof format === "number" && format > FORMAT)
    throw new BackupError(`a newer version of Wisp wrote it (format ${format}; this one reads ${FORMAT})`);
  const parsed = manifest.safeParse(text);
  if (!parsed.success)
    throw new BackupError("this is not a backup of Wisp: its manifest says something else");
  return parsed.data;
}
