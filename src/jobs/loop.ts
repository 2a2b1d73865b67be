/** Runs a job again and again, each time after the one before has ended. A failure is told and the job goes on. */
export function loop(options: { every: () => number; run: () => Promise<void>; onError: (error: unknown) => void }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const plan = () => {
    if (!stopped) timer = setTimeout(() => void turn(), options.every());
  };
  const turn = () => options.run().catch(options.onError).finally(plan);
  plan();
  return {
    /** Runs now rather than when it is due. */
    soon() {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => void turn(), 0);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
