import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import type { Heap } from "./settle.ts";

/** For the environment of a node whose memory is to be measured. */
export const settling = { BUN_OPTIONS: `--preload=${join(import.meta.dir, "settle.ts")}` };

/** Milliseconds between two looks: an allocator gives pages back in its own time. */
const PAUSE = 2000;

/** What a node still holds once everything that is unused has been collected: the least of several `looks`. */
export async function settledHeap(node: WispNode, looks: number): Promise<Heap> {
  let least = await look(node);
  for (let more = 1; more < looks; more += 1) {
    await Bun.sleep(PAUSE);
    const next = await look(node);
    if (next.resident < least.resident) least = next;
  }
  return least;
}

async function look(node: WispNode): Promise<Heap> {
  const file = join(node.directory, "data/heap.json");
  rmSync(file, { force: true });
  process.kill(node.pid, "SIGUSR2");
  await waitFor(() => existsSync(file), { timeout: 20_000, message: "the node to collect its garbage" });
  return JSON.parse(readFileSync(file, "utf8")) as Heap;
}
