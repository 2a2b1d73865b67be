import type { User } from "../lib/contract/objects.ts";
import { toTime } from "../lib/time.ts";
import type { Hub } from "../realtime/hub.ts";
import { Connection } from "./connection.ts";
import { Crowds } from "./crowds.ts";
import { roomListenerTopic } from "./topics.ts";

/** Somebody came to or left all nodes; `groups` are the rooms in which it is seen. */
export type PresenceChange = { key: string; online: boolean; groups: readonly string[]; at: number };
/** Somebody is called otherwise or has another picture; their own connections have been told. */
export type UserChange = { user: User; groups: readonly string[] };
type Change = PresenceChange | UserChange;

/** Milliseconds between two rounds while there is little to tell. */
const EVERY = 500;
/** Milliseconds that a round may hold the loop at a time, and until it goes on. */
const HOLD = 3;
const SOON = 20;
/** Rooms of the people of one round, each person's counted: more wait for the next, so that no socket is sent too much at once. */
const A_ROUND = 10_000;

type Pending = {
  frame: string;
  /** Whose connections know already. */
  knownTo: string | undefined;
  /** When it was known here, by the clock of connections' arrivals. */
  since: number;
  replaced: boolean;
  /** The visit in which it was told last. */
  toldIn: number;
};

/** What is told together: to each listener all of it, each change once however many rooms are shared, in one write. */
type Round = {
  byKey: Map<string, Pending>;
  byTopic: Map<string, Pending[]>;
  /** Rooms whose people have not all been visited. */
  rooms: Set<string>;
  visited: Set<string>;
};

/**
 * Tells people who came, who went and who changed of those with whom they share a room: at once when it is quiet, else gathered, and
 * of each person only the latest. By the topics of rooms, colleagues with twenty rooms in common heard of each other
 * twenty times, and who had just come heard of all who were named to them already.
 */
export class News {
  readonly #hub: Hub;
  readonly #peopleIn: (roomId: string) => string[];
  readonly #crowds: Crowds;
  readonly #waiting = new Map<string, Change & { since: number }>();
  #round: Round | undefined;
  #visits = 0;
  /** No telling before this moment. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `peopleIn`: whose connections may listen to a room. */
  constructor(hub: Hub, peopleIn: (roomId: string) => string[]) {
    this.#hub = hub;
    this.#peopleIn = peopleIn;
    this.#crowds = new Crowds(hub);
  }

  tell(change: Change): void {
    const key = keyOf(change);
    // Later in line: what is told last is what came last.
    this.#waiting.delete(key);
    const since = performance.now();
    this.#waiting.set(key, { ...change, since });
    const pending = this.#round?.byKey.get(key);
    if (pending) pending.replaced = true;
    if (since >= this.#notBefore) this.#tellSome();
    else this.#plan(this.#notBefore - since);
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
    const until = performance.now() + HOLD;
    const round = (this.#round ??= this.#begin());
    if (this.#goOn(round, until)) this.#round = undefined;
    const isMore = this.#round !== undefined || this.#waiting.size > 0;
    const pause = isMore ? SOON : EVERY;
    this.#notBefore = performance.now() + pause;
    if (isMore) this.#plan(pause);
  }

  #begin(): Round {
    const round: Round = { byKey: new Map(), byTopic: new Map(), rooms: new Set(), visited: new Set() };
    let left = A_ROUND;
    for (const [key, change] of this.#waiting) {
      this.#waiting.delete(key);
      const pending = toPending(change);
      round.byKey.set(key, pending);
      for (const roomId of this.#crowds.without(change.groups)) file(round, roomId, pending);
      left -= change.groups.length;
      if (left <= 0) break;
    }
    return round;
  }

  /** True when all have been told. */
  #goOn(round: Round, until: number): boolean {
    for (const roomId of round.rooms) {
      for (const userId of this.#peopleIn(roomId)) {
        if (round.visited.has(userId)) continue;
        round.visited.add(userId);
        for (const listener of this.#hub.of(userId))
          if (listener instanceof Connection) this.#visit(round, listener);
        // At least one in each turn, however late it is.
        if (performance.now() > until) return false;
      }
      round.rooms.delete(roomId);
    }
    return true;
  }

  #visit({ byTopic }: Round, listener: Connection): void {
    const visit = ++this.#visits;
    const frames: string[] = [];
    // What it listens to in this moment, so that nobody hears of a room that they have left.
    for (const topic of listener.topics)
      for (const pending of byTopic.get(topic) ?? []) {
        // Who came later was told of this person in `online_users`, or not at all.
        if (pending.toldIn === visit || pending.replaced || pending.since < listener.since) continue;
        if (pending.knownTo === listener.owner) continue;
        pending.toldIn = visit;
        frames.push(pending.frame);
      }
    if (frames.length > 0) listener.sendAll(frames);
  }
}

function file({ byTopic, rooms }: Round, roomId: string, pending: Pending): void {
  rooms.add(roomId);
  const topic = roomListenerTopic(roomId, "json");
  const filed = byTopic.get(topic);
  if (filed) {
    filed.push(pending);
    return;
  }
  const all = [pending];
  byTopic.set(topic, all);
  byTopic.set(roomListenerTopic(roomId, "html"), all);
}

const keyOf = (change: Change): string => ("user" in change ? `user ${change.user.id}` : change.key);

function toPending(change: Change & { since: number }): Pending {
  const knownTo = "user" in change ? change.user.id : undefined;
  return { frame: encode(change), knownTo, since: change.since, replaced: false, toldIn: 0 };
}

function encode(change: Change): string {
  if ("user" in change) return JSON.stringify({ type: "user_updated", user: change.user });
  const { key: userId, online, at } = change;
  return JSON.stringify(
    online ? { type: "user_online", userId } : { type: "user_offline", userId, lastSeenAt: toTime(at) },
  );
}
