/** A line in which pieces of work wait for those before them, whatever becomes of each: the last one asked for is the last one done. */
export function line(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = before.then(work);
    before = done.catch(() => undefined);
    return done;
  };
}
