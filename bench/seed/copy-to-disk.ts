import { closeSync, copyFileSync, fsyncSync, openSync } from "node:fs";

/** On the disk before anything is measured: it would else be written while the server waits for its own fsyncs. */
export function copyToDisk(from: string, to: string): void {
  copyFileSync(from, to);
  const file = openSync(to, "r+");
  fsyncSync(file);
  closeSync(file);
}
