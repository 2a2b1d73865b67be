/** Virtual time: what happens, happens at a moment of it, one event after another, and nothing else ever happens. */
import { drainMicrotasks } from "bun:jsc";

/**
 * Something that lives and dies as a whole: a node's process, a client, the disk. All that is scheduled while one of its
 * events runs is its own; when it ends, that is never run, and with it go all promises that waited.
 */
export class Process {
  readonly name: string;
  readonly #onEnd: () => void;
  alive = true;
  /** Until then nothing of it runs, as after SIGSTOP. Never moved back: what waits for it would be overtaken. */
  stalledUntil = 0;
  /** What it may still do to the world outside before it ends in the middle of a step. */
  #effects = Number.POSITIVE_INFINITY;

  constructor(name: string, onEnd: () => void = () => undefined) {
    this.name = name;
    this.#onEnd = onEnd;
  }

  stallUntil(time: number): void {
    this.stalledUntil = Math.max(this.stalledUntil, time);
  }

  /** Asked before anything leaves the process (a frame, a word, a query): false where it ended before. */
  effect(): boolean {
    if (!this.alive || this.#effects <= 0) return false;
    this.#effects -= 1;
    return true;
  }

  /** It ends after so many further effects, also between two of the same step. */
  endAfter(effects: number): void {
    this.#effects = effects;
  }

  endIfSpent(): void {
    if (this.#effects <= 0) this.end();
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#onEnd();
  }
}

export type Event = {
  at: number;
  /** When it was to happen before its process was stalled: what waited is run in that order. */
  due: number;
  order: number;
  process: Process;
  run: () => void;
  cancelled: boolean;
};

const isBefore = (a: Event, b: Event): boolean =>
  a.at !== b.at ? a.at < b.at : a.due !== b.due ? a.due < b.due : a.order < b.order;

export class Scheduler {
  /** Milliseconds since the beginning. */
  now = 0;
  steps = 0;
  current: Process;
  #order = 0;
  /** A binary heap, the next event first. */
  readonly #events: Event[] = [];

  constructor(first: Process) {
    this.current = first;
  }

  schedule(process: Process, delay: number, run: () => void): Event {
    return this.scheduleAt(process, this.now + Math.max(0, delay), run);
  }

  /** What is to happen at one moment happens in the order in which it was scheduled. */
  scheduleAt(process: Process, at: number, run: () => void): Event {
    const event = { at, due: at, order: ++this.#order, process, run, cancelled: false };
    this.#push(event);
    return event;
  }

  /** Runs what is due by then, while `goOn` says so. What an event sets off in promises is part of it. */
  runUntil(time: number, goOn: () => boolean): void {
    for (let next = this.#events[0]; next && next.at <= time && goOn(); next = this.#events[0]) {
      this.#pop();
      this.#step(next);
    }
    if (goOn()) this.now = Math.max(this.now, time);
  }

  #step(event: Event): void {
    const { process } = event;
    if (event.cancelled || !process.alive) return;
    if (process.stalledUntil > event.at) {
      event.at = process.stalledUntil;
      return this.#push(event);
    }
    this.now = event.at;
    this.steps += 1;
    this.current = process;
    event.run();
    drainMicrotasks();
    process.endIfSpent();
  }

  #push(event: Event): void {
    const heap = this.#events;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, event)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#events;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const child = right && left && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
      const below = heap[child];
      if (!below || isBefore(last, below)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}
