import { toTime } from "../lib/time.ts";
import type { Hub } from "../realtime/hub.ts";
import { chatterToRoom } from "./topics.ts";

/** Somebody came to or left all nodes; `groups` are the rooms in which it is seen. */
export type PresenceChange = { key: string; online: boolean; groups: readonly string[]; at: number };

/** Milliseconds between two tellings while there is little to tell. */
const EVERY = 500;
/**
 * Frames of one telling, each listener's counted, and milliseconds until the next while more is left. When ten thousand
 * people of a hundred rooms came back, a million frames in one go held the loop for over a second.
 */
const AT_ONCE = 2000;
const SOON = 20;

/** Tells rooms who came and who went: at once when it is quiet, else gathered, and of each person only the latest. */
export class News {
  readonly #hub: Hub;
  readonly #waiting = new Map<string, PresenceChange>();
  /** No telling before this moment. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  tell(change: PresenceChange): void {
    // Later in line: what is told last is what came last.
    this.#waiting.delete(change.key);
    this.#waiting.set(change.key, change);
    const wait = this.#notBefore - performance.now();
    if (wait <= 0) this.#tellSome();
    else this.#plan(wait);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #plan(wait: number): void {
    this.#timer ??= setTimeout(() => this.#tellSome(), wait);
  }

  #tellSome(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let frames = 0;
    for (const change of this.#waiting.values()) {
      this.#waiting.delete(change.key);
      frames += this.#tellOne(change);
      if (frames >= AT_ONCE) break;
    }
    const pause = this.#waiting.size > 0 ? SOON : EVERY;
    this.#notBefore = performance.now() + pause;
    if (this.#waiting.size > 0) this.#plan(pause);
  }

  /** How many heard of it. */
  #tellOne({ key: userId, online, groups, at }: PresenceChange): number {
    const frame = online
      ? { type: "user_online", userId }
      : { type: "user_offline", userId, lastSeenAt: toTime(at) };
    return groups.reduce((frames, roomId) => frames + chatterToRoom(this.#hub, roomId, frame), 0);
  }
}
