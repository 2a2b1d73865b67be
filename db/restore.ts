/** `bin/restore [--check] [--keep-sessions] BACKUP`: brings a backup into an empty installation, or proves it. */
import { resolve } from "node:path";
import { contentsOf, installation, run } from "./backup/command.ts";
import { checkBackup, restoreBackup } from "./backup/restore.ts";

await run("bin/restore [--check | --keep-sessions] BACKUP", 1, async ([given], { from, flags }) => {
  if (given === undefined) return undefined;
  const file = resolve(from, given);
  if (flags.has("--check")) {
    const manifest = await checkBackup(file);
    return `${file} is whole: ${contentsOf(manifest)}, taken at ${manifest.createdAt}.`;
  }
  const keepSessions = flags.has("--keep-sessions");
  const target = installation();
  const manifest = await restoreBackup(file, target, { keepSessions });
  const after = keepSessions ? "People are signed in as they were then." : "Everyone signs in again.";
  return `Restored ${contentsOf(manifest)}, as of ${manifest.createdAt},\nto ${target.database.url} and ${target.dataDirectory}. ${after}`;
});
