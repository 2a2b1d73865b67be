import type { Hub } from "../realtime/hub.ts";
import { isCrowd } from "./topics.ts";

/** Milliseconds for which it is remembered whether a room is a crowd. */
const REMEMBERED = 100;

/** Which rooms are crowds, for those who come in: each asks about all of its rooms, and many come together. */
export class Crowds {
  readonly #hub: Hub;
  readonly #known = new Map<string, boolean>();
  #asOf = 0;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** Those of these rooms that are none, or were none a moment ago. */
  without(roomIds: readonly string[]): string[] {
    const now = performance.now();
    if (now - this.#asOf > REMEMBERED) {
      this.#known.clear();
      this.#asOf = now;
    }
    return roomIds.filter((roomId) => !this.#isCrowd(roomId));
  }

  #isCrowd(roomId: string): boolean {
    const known = this.#known.get(roomId);
    if (known !== undefined) return known;
    const found = isCrowd(this.#hub, roomId);
    this.#known.set(roomId, found);
    return found;
  }
}
