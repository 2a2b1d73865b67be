import type { Server } from "bun";
import { closeCode } from "./lib/contract/frames.ts";
import type { Hub } from "./realtime/hub.ts";

/** Milliseconds over which everyone is sent away: all at once would come back all at once. */
const SPREAD = 2000;
const WAVE = 100;
/** Milliseconds that requests under way may still take, and between two looks whether they are done. */
const ANSWER_WITHIN = 3000;
const POLL = 20;
/** Sockets up to which a spread would only be a delay. */
const FEW = 50;

/** Sends every listener away with 1012 in waves, in a random order, then ends what is left. */
export async function stopGently({ server, hub }: { server: Server<unknown>; hub: Hub }): Promise<void> {
  const listeners = shuffled(hub.all());
  const waves = listeners.length <= FEW ? 1 : SPREAD / WAVE;
  const size = Math.ceil(listeners.length / waves);
  for (let from = 0; from < listeners.length; from += size) {
    for (const listener of listeners.slice(from, from + size))
      listener.close(closeCode.restarting, "restarting");
    if (from + size < listeners.length) await Bun.sleep(WAVE);
  }
  await answered(server);
  await server.stop(true);
}

/** Nobody new is let in, and who is being served gets an answer. */
async function answered(server: Server<unknown>): Promise<void> {
  void server.stop();
  const deadline = performance.now() + ANSWER_WITHIN;
  while (server.pendingRequests > 0 && performance.now() < deadline) await Bun.sleep(POLL);
}

function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
