/** Waiting for something to become true, instead of sleeping and hoping. */

export type WaitOptions = {
  /** Milliseconds before the wait fails. */
  timeout?: number;
  /** What was waited for, in the words of the failure; a function is asked at that moment. */
  message?: string | (() => string);
  /** Milliseconds between two looks. */
  interval?: number;
};

/**
 * Looks again and again until `condition` answers with something truthy, and returns that.
 * A condition that throws counts as not yet true; its last error is the cause of the failure.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeout = 10_000, message = "the condition", interval = 10 }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeout;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      const what = typeof message === "function" ? message() : message;
      throw new Error(`after ${timeout} ms still waiting for ${what}`, { cause });
    }
    await Bun.sleep(interval);
  }
}
