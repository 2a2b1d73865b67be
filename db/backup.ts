/** `bin/backup [FILE|FOLDER]`: a copy of everything, taken while Wisp runs. */
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { run, installation, sizeOf, contentsOf } from "./backup/command.ts";
import { BACKUPS, createBackup } from "./backup/create.ts";

await run("bin/backup [FILE|FOLDER]", 1, async ([given], { from }) => {
  const file = targetOf(given, from);
  const { manifest, bytes } = await createBackup(installation(), file);
  return `Backed up ${contentsOf(manifest)}\nto ${file} (${sizeOf(bytes)}).`;
});

/** A name with the time in it, where only a folder is given or nothing. */
function targetOf(given: string | undefined, from: string): string {
  const name = `wisp-${new Date().toISOString().replaceAll(":", "-")}.tar.gz`;
  if (given === undefined) return resolve(join(installation().dataDirectory, BACKUPS, name));
  const path = resolve(from, given);
  const folder = given.endsWith("/") || (existsSync(path) && statSync(path).isDirectory());
  return folder ? join(path, name) : path;
}
