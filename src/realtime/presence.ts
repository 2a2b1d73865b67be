import { SECOND } from "../lib/time.ts";
import type { Broker } from "./broker.ts";
import { Roster } from "./roster.ts";

/** Milliseconds. A reload of a page is not an absence; a node that fell silent takes its people with it. */
const GRACE = 1 * SECOND;
const BEAT_EVERY = 2 * SECOND;
const SILENCE = 7 * SECOND;
const CHANNEL = "presence";
/** Absences that are told at once, and milliseconds until the next while more are due: a node's people may all go together. */
const GONE_AT_ONCE = 200;
const GONE_SOON = 20;
/** Entries of one snapshot message: about 100 KB. */
const CHUNK = 500;

type Entry = [key: string, groups: readonly string[]];
type Word =
  | {
      node: string;
      type: "changed";
      version: number;
      key: string;
      groups: readonly string[] | null;
      at: number;
    }
  | { node: string; type: "beat"; version: number }
  | { node: string; type: "hello" }
  | { node: string; type: "snapshot"; version: number; first: boolean; entries: Entry[]; keys: string[] }
  | { node: string; type: "bye" };

export type PresenceOptions = {
  nodeId: string;
  broker: Broker;
  /** Somebody came to or left all nodes; `groups` are those in which it matters. */
  onChange: (change: { key: string; online: boolean; groups: readonly string[]; at: number }) => void;
  /** These left this node for good, and when; some may still be seen on another. */
  onGone?: (gone: Gone[]) => void;
  grace?: number;
};

export type Gone = { key: string; at: number };

/**
 * Who is connected, to this node or another. Kept in memory on every node and shared in words: nothing about it is
 * stored. A node counts its changes; who hears a count that does not fit asks for the whole again. While the broker is
 * down others stay as they were last seen.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #roster = new Roster();
  /** Whose grace runs, since when by the calendar, and when it ends by the clock; in the order of that. */
  readonly #leaving = new Map<string, { at: number; due: number }>();
  #sweep: ReturnType<typeof setTimeout> | undefined;
  /** `at`: on the clock that never jumps, unlike the times that words carry. */
  readonly #seen = new Map<string, { version: number; at: number }>();
  readonly #beat: ReturnType<typeof setInterval>;
  #version = 0;

  constructor(options: PresenceOptions) {
    this.#options = options;
    const { broker } = options;
    broker.onMessage((channel, payload) => channel === CHANNEL && this.#hear(JSON.parse(payload) as Word));
    this.#beat = setInterval(() => this.#onBeat(), BEAT_EVERY);
    void broker.subscribe(CHANNEL).then(() => this.recover());
  }

  /** Words may have been missed: tells all and asks all. */
  recover(): void {
    this.#say({ node: this.#options.nodeId, type: "hello" });
    this.#sendSnapshot();
  }

  /** The first connection of `key` to this node, or a change of the groups in which it is seen. */
  enter(key: string, groups: readonly string[]): void {
    this.#leaving.delete(key);
    if (!this.#roster.shows(this.#options.nodeId, key, groups))
      this.#change(this.#options.nodeId, key, groups, Date.now(), true);
  }

  /** Its last connection to this node ended: it is gone unless it enters again within the grace. */
  leave(key: string): void {
    this.#leaving.delete(key);
    this.#leaving.set(key, { at: Date.now(), due: performance.now() + this.#grace });
    this.#sweep ??= setTimeout(() => this.#takeOut(), this.#grace);
  }

  get #grace(): number {
    return this.#options.grace ?? GRACE;
  }

  #takeOut(): void {
    const now = performance.now();
    const gone: Gone[] = [];
    for (const [key, { at, due }] of this.#leaving) {
      if (due > now || gone.length === GONE_AT_ONCE) break;
      this.#leaving.delete(key);
      this.#change(this.#options.nodeId, key, null, at, true);
      gone.push({ key, at });
    }
    if (gone.length > 0) this.#options.onGone?.(gone);
    const [next] = this.#leaving.values();
    this.#sweep = next && setTimeout(() => this.#takeOut(), Math.max(GONE_SOON, next.due - now));
  }

  isOnline(key: string): boolean {
    return this.#roster.has(key);
  }

  /** Who is seen in a group. */
  inGroup(group: string): string[] {
    return this.#roster.inGroup(group);
  }

  /** Who is seen in any of these groups, each once and at most so many. */
  inAny(groups: readonly string[], most: number): string[] {
    return this.#roster.inAny(groups, most);
  }

  close(): void {
    clearInterval(this.#beat);
    clearTimeout(this.#sweep);
    this.#say({ node: this.#options.nodeId, type: "bye" });
  }

  #change(node: string, key: string, groups: readonly string[] | null, at: number, own: boolean): void {
    const before = groups ? [] : this.#roster.groupsOf(key);
    const wasOnline = this.#roster.has(key);
    if (groups) this.#roster.set(node, key, groups);
    else this.#roster.delete(node, key);
    if (own) this.#say({ node, type: "changed", version: ++this.#version, key, groups, at });
    const online = this.#roster.has(key);
    if (online !== wasOnline)
      this.#options.onChange({ key, online, groups: online ? (groups ?? []) : before, at });
  }

  #hear(word: Word): void {
    const { node } = word;
    const seen = this.#seen.get(node);
    if (word.type === "hello") return this.#sendSnapshot();
    if (word.type === "bye") return this.#forget(node);
    if (word.type === "snapshot") return this.#applySnapshot(word);
    // A newer node may have words that this one does not know; taken for a beat, each would have all tell all again.
    if (word.type !== "changed" && word.type !== "beat") return;
    const expected = (seen?.version ?? -1) + (word.type === "changed" ? 1 : 0);
    if (word.type === "changed") this.#change(node, word.key, word.groups, word.at, false);
    this.#seen.set(node, { version: word.version, at: performance.now() });
    if (expected !== word.version) this.#say({ node: this.#options.nodeId, type: "hello" });
  }

  #applySnapshot({ node, version, first, keys, entries }: Extract<Word, { type: "snapshot" }>): void {
    const named = new Set(keys);
    const now = Date.now();
    if (first)
      for (const key of this.#roster.keysOf(node))
        if (!named.has(key)) this.#change(node, key, null, now, false);
    for (const [key, groups] of entries) this.#change(node, key, groups, now, false);
    this.#seen.set(node, { version, at: performance.now() });
  }

  #sendSnapshot(): void {
    const { nodeId } = this.#options;
    const all: Entry[] = this.#roster.entriesOf(nodeId);
    for (let from = 0; from === 0 || from < all.length; from += CHUNK) {
      const first = from === 0;
      const keys = first ? all.map(([key]) => key) : [];
      this.#say({
        node: nodeId,
        type: "snapshot",
        version: this.#version,
        first,
        keys,
        entries: all.slice(from, from + CHUNK),
      });
    }
  }

  #onBeat(): void {
    this.#say({ node: this.#options.nodeId, type: "beat", version: this.#version });
    if (this.#options.broker.state !== "up") {
      for (const seen of this.#seen.values()) seen.at = performance.now();
      return;
    }
    for (const [node, { at }] of this.#seen) if (performance.now() - at > SILENCE) this.#forget(node);
  }

  #forget(node: string): void {
    this.#seen.delete(node);
    for (const key of this.#roster.keysOf(node)) this.#change(node, key, null, Date.now(), false);
  }

  #say(word: Word): void {
    const { broker } = this.#options;
    if (broker.state !== "alone") broker.publish(CHANNEL, JSON.stringify(word));
  }
}
