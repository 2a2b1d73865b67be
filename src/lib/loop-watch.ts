import { closeSync, openSync, readSync } from "node:fs";
import type { Metrics } from "./metrics.ts";

/** Milliseconds. */
const TICK = 20;

/**
 * Measures how late a timer fires: the time for which nothing else could run either. A stall is what of it the process
 * itself is to blame for: the time in which the kernel let others run instead is taken off.
 */
export function watchLoop({ loopDelay, loopStall }: Metrics): () => void {
  const scheduler = openScheduler();
  let due = performance.now() + TICK;
  let waited = scheduler.waited();
  const timer = setInterval(() => {
    const late = Math.max(0, performance.now() - due);
    const before = waited;
    waited = scheduler.waited();
    loopDelay.observe(late / 1000);
    loopStall.observe(Math.max(0, late - (waited - before)) / 1000);
    due = performance.now() + TICK;
  }, TICK);
  return () => {
    clearInterval(timer);
    scheduler.close();
  };
}

/** Milliseconds that the main thread was ready to run and had no core: the second number of Linux's schedstat. */
function openScheduler(): { waited: () => number; close: () => void } {
  const buffer = Buffer.alloc(128);
  try {
    const file = openSync("/proc/self/schedstat", "r");
    const waited = () =>
      Number(buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0)).split(" ")[1]) / 1e6;
    return { waited, close: () => closeSync(file) };
  } catch {
    // Another system than Linux: there a busy machine counts as a stall too.
    return { waited: () => 0, close: () => undefined };
  }
}
