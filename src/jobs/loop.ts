/** Runs a job again and again, each time after the one before has ended. A failure is told and the job goes on. */
export function loop(options: {
  every: () => number;
  run: () => Promise<void>;
  onError: (error: unknown) => void;
}) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again: number | undefined;
  let stopped = false;
  const plan = (delay: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void turn(), delay);
  };
  const turn = async () => {
    running = true;
    again = undefined;
    await options.run().catch(options.onError);
    running = false;
    plan(again ?? options.every());
  };
  plan(options.every());
  return {
    /** Runs now, or after some milliseconds, rather than when it is due; one that runs already is followed by another. */
    soon(delay = 0) {
      if (running) again = delay;
      else plan(delay);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
