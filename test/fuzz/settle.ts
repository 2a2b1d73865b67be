/**
 * Loaded into a node before its own code (`BUN_OPTIONS=--preload`): at SIGUSR2 it collects what is unused and writes what
 * is left to `heap.json` in its data folder. Memory can only be compared after that; the product knows nothing of it.
 */
import { heapStats } from "bun:jsc";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds between two collections: finalizers of the first make garbage for the second. */
const PAUSE = 300;
const ROUNDS = 4;

export type Heap = {
  /** Bytes of live objects, and of what they hold outside of the collector's heap. */
  live: number;
  objects: number;
  /** Bytes of the whole process, as the kernel counts them. */
  resident: number;
};

async function settle(): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    Bun.gc(true);
    await Bun.sleep(PAUSE);
  }
  const { heapSize, objectCount } = heapStats();
  const heap: Heap = { live: heapSize, objects: objectCount, resident: process.memoryUsage.rss() };
  const file = join(process.env["DATA_DIR"] ?? ".", "heap.json");
  writeFileSync(`${file}.new`, JSON.stringify(heap));
  renameSync(`${file}.new`, file);
}

process.on("SIGUSR2", () => void settle());
