import { toTime } from "../lib/time.ts";
import type { Hub } from "../realtime/hub.ts";
import { chatterToRoom } from "./topics.ts";

/** Somebody came to or left all nodes; `groups` are the rooms in which it is seen. */
export type PresenceChange = { key: string; online: boolean; groups: string[]; at: number };

/**
 * Milliseconds between two tellings. When ten thousand people come back, each room hears of its many at once: one write
 * a listener rather than one for each who came.
 */
const EVERY = 500;

/** Tells rooms who came and who went: at once when it is quiet, else gathered, and of each person only the latest. */
export class News {
  readonly #hub: Hub;
  #waiting = new Map<string, PresenceChange>();
  #toldAt = -EVERY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  tell(change: PresenceChange): void {
    this.#waiting.set(change.key, change);
    const wait = this.#toldAt + EVERY - performance.now();
    if (wait <= 0) this.#tellAll();
    else this.#timer ??= setTimeout(() => this.#tellAll(), wait);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #tellAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    const changes = this.#waiting;
    this.#waiting = new Map();
    for (const { key: userId, online, groups, at } of changes.values()) {
      const frame = online
        ? { type: "user_online", userId }
        : { type: "user_offline", userId, lastSeenAt: toTime(at) };
      for (const roomId of groups) chatterToRoom(this.#hub, roomId, frame);
    }
  }
}
