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

export type Leaving = {
  server: Server<unknown>;
  hub: Hub;
  /** Milliseconds in which all goes on, while `/health` says `stopping` and the balancer may find out. */
  drain: number;
};

/**
 * A node's way out. First it only says so: whoever is sent away before the balancer knows would come back to it. Then it
 * takes nobody new, sends every listener away with 1012 in waves, answers what it was asked, and ends what is left.
 */
export class Stop {
  #phase: "none" | "draining" | "leaving" = "none";

  get begun(): boolean {
    return this.#phase !== "none";
  }

  /** Whether a socket may still be opened. */
  get accepting(): boolean {
    return this.#phase !== "leaving";
  }

  async run({ server, hub, drain }: Leaving): Promise<void> {
    this.#phase = "draining";
    if (drain > 0) await Bun.sleep(drain);
    this.#phase = "leaving";
    // From here on a balancer is refused, and tries another node. What is open stays so, but for connections at rest.
    void server.stop();
    await sendAway(hub);
    await answered(server);
    await server.stop(true);
  }

  /** A connection whose answer says `close` is not used again, and so not closed under the next request. */
  async mark(answer: Response | Promise<Response>): Promise<Response> {
    const response = await answer;
    response.headers.set("Connection", "close");
    return response;
  }
}

/** In a random order, so that neighbours in a room do not come back together. */
export async function sendAway(hub: Hub): Promise<void> {
  const listeners = shuffled(hub.all());
  const waves = listeners.length <= FEW ? 1 : SPREAD / WAVE;
  const size = Math.ceil(listeners.length / waves);
  for (let from = 0; from < listeners.length; from += size) {
    for (const listener of listeners.slice(from, from + size))
      listener.close(closeCode.restarting, "restarting");
    if (from + size < listeners.length) await Bun.sleep(WAVE);
  }
  // Who came in at the last moment, and had not said who they are when the others were counted.
  for (const listener of hub.all()) listener.close(closeCode.restarting, "restarting");
}

/** Whoever is being served gets an answer. */
async function answered(server: Server<unknown>): Promise<void> {
  const deadline = performance.now() + ANSWER_WITHIN;
  while (server.pendingRequests > 0 && performance.now() < deadline) await Bun.sleep(POLL);
}

function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
