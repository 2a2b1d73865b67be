import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFile } from "../../db/file.ts";
import { type Disk, type Image, writeImage } from "../support/faulty/disk.ts";
import type { Query } from "./work.ts";

/** What one cut may have left: only what was synced, and so many draws of what more. */
export function imagesOf(disk: Disk, random: () => number, torn: number): Image[] {
  return [disk.strict(), ...Array.from({ length: torn }, () => disk.torn(random))];
}

/** Opens the database of an image as the product does, on a copy. */
export async function inspect(
  image: Image,
  path: string,
  look: (query: Query) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "wisp-image-"));
  writeImage(image, directory);
  const engine = openFile(`file:${join(directory, path)}`);
  const query: Query = async (sql) => (await engine.run([{ sql, args: [] }], "read"))[0] ?? [];
  try {
    const sound = await query("PRAGMA integrity_check");
    if (String(sound) !== "ok")
      throw new Error(`integrity_check says ${JSON.stringify(sound).slice(0, 500)}`);
    await look(query);
  } finally {
    engine.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
