import { copyFileSync, existsSync, linkSync, renameSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDirectory, syncDirectory, syncFile } from "../../src/lib/durable-files.ts";
import { BackupError, filesIn } from "./manifest.ts";

/** Works in a folder that is gone afterwards, also where a signal ends the process. */
export async function inFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    return await work();
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** Gives a file that is whole the name by which it is found: durably, and never over another one. */
export function publish(from: string, to: string): void {
  makeDirectory(dirname(to));
  syncFile(from);
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new BackupError(`${to} is there already`);
    if (code !== "EXDEV" && code !== "EPERM") throw error;
    publishCopy(from, to);
  }
  syncDirectory(dirname(to));
}

/** For another disk, and for file systems without links. */
function publishCopy(from: string, to: string): void {
  if (existsSync(to)) throw new BackupError(`${to} is there already`);
  const beside = `${to}.unfinished`;
  copyFileSync(from, beside);
  syncFile(beside);
  renameSync(beside, to);
}

/**
 * Puts all files of one folder into another, or none. What is there already with the same content stays; anything else
 * that is there is not written over.
 */
export function publishAll(from: string, to: string): void {
  const missing = filesIn(from).filter((path) => !existsSync(join(to, path)));
  for (const path of filesIn(from).filter((each) => !missing.includes(each)))
    if (!readFileSync(join(from, path)).equals(readFileSync(join(to, path))))
      throw new BackupError(`${join(to, path)} is there already, and is another one`);
  try {
    for (const path of missing) publish(join(from, path), join(to, path));
  } catch (error) {
    for (const path of missing) rmSync(join(to, path), { force: true });
    throw error;
  }
}
