/** What the product takes from its surroundings (time, chance, threads), from the simulation while it runs. */
import type { Random } from "./random.ts";
import type { Event, Scheduler } from "./scheduler.ts";

/** When virtual time begins, in milliseconds since 1970. */
const EPOCH = Date.UTC(2026, 0, 1);
/** Milliseconds that a turn of the event loop takes. */
const TURN = 0.02;

type Callback = (...args: unknown[]) => void;
type Timer = { event: Event | undefined; unref: () => Timer; ref: () => Timer };

/**
 * Runs `body` with virtual time. It must not wait for anything real: it is one stretch of code, after which everything
 * is as it was, so nothing else in this process ever sees what is put in place here.
 */
export function inVirtualTime<Result>(
  { time, random, worker }: { time: Scheduler; random: Random; worker: unknown },
  body: () => Result,
): Result {
  const { clear, immediate, timeout, interval } = timers(time);
  const restores = [
    replace(globalThis, "setTimeout", timeout),
    replace(globalThis, "setInterval", interval),
    replace(globalThis, "setImmediate", immediate),
    replace(globalThis, "clearTimeout", clear),
    replace(globalThis, "clearInterval", clear),
    replace(globalThis, "clearImmediate", clear),
    replace(globalThis, "Worker", worker),
    replace(Bun, "sleep", (delay: number) => new Promise<void>((resolve) => timeout(() => resolve(), delay))),
    replace(Bun, "randomUUIDv7", () => uuid(time.now, random)),
    replace(performance, "now", () => time.now),
    replace(Date, "now", () => EPOCH + Math.floor(time.now)),
    replace(Math, "random", () => random.next()),
  ];
  try {
    return body();
  } finally {
    for (const restore of restores) restore();
  }
}

function timers(time: Scheduler) {
  const start = (delay: number, run: (timer: Timer) => void): Timer => {
    const timer: Timer = { event: undefined, unref: () => timer, ref: () => timer };
    timer.event = time.schedule(time.current, delay, () => run(timer));
    return timer;
  };
  const timeout = (callback: Callback, delay = 0, ...args: unknown[]): Timer =>
    start(Math.max(1, delay), () => callback(...args));
  const interval = (callback: Callback, delay = 0, ...args: unknown[]): Timer =>
    start(Math.max(1, delay), function again(timer) {
      timer.event = time.schedule(time.current, Math.max(1, delay), () => again(timer));
      callback(...args);
    });
  const immediate = (callback: Callback, ...args: unknown[]): Timer => start(TURN, () => callback(...args));
  const clear = (timer: Timer | undefined): void => {
    if (timer?.event) timer.event.cancelled = true;
  };
  return { timeout, interval, immediate, clear };
}

/** Puts `value` in the place of what has this name; returns how to put that back. */
function replace(target: object, name: string, value: unknown): () => void {
  const own = Object.hasOwn(target, name);
  const before: unknown = Reflect.get(target, name);
  Reflect.set(target, name, value);
  return () => void (own ? Reflect.set(target, name, before) : Reflect.deleteProperty(target, name));
}

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join("");

function uuid(now: number, random: Random): string {
  const at = (EPOCH + Math.floor(now)).toString(16).padStart(12, "0");
  return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
}
