/** Runs a job again and again, each time after the one before has ended. A failure is told and the job goes on. */
export function loop(options: {
  every: () => number;
  run: () => Promise<void>;
  onError: (error: unknown) => void;
}) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let stopped = false;
  const plan = (delay: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void turn(), delay);
  };
  const turn = async () => {
    running = true;
    again = false;
    await options.run().catch(options.onError);
    running = false;
    plan(again ? 0 : options.every());
  };
  plan(options.every());
  return {
    /** Runs now rather than when it is due; one that runs already is followed by another. */
    soon() {
      if (running) again = true;
      else plan(0);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
