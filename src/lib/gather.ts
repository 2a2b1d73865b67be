/** Keys of one load at most. */
const MAX_KEYS = 500;
/** Milliseconds that a key waits at most for the answer to the load before. */
const PATIENCE = 8;

type Waiting<Found> = { resolve: (found: Found | undefined) => void; reject: (error: unknown) => void };

/**
 * Answers look-ups of one loop turn together, and those that come while others are being answered: when a thousand people
 * come back at once, their sessions are one query each few hundred and not a thousand, nor one for each turn in which
 * some of them came. A key that is not found answers undefined.
 */
export function gather<Found>(loadMany: (keys: string[]) => Promise<Map<string, Found>>) {
  let waiting = new Map<string, Waiting<Found>[]>();
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = async (gathered: typeof waiting) => {
    underWay += 1;
    try {
      const found = await loadMany([...gathered.keys()]);
      for (const [key, all] of gathered) for (const { resolve } of all) resolve(found.get(key));
    } catch (error) {
      for (const all of gathered.values()) for (const { reject } of all) reject(error);
    } finally {
      underWay -= 1;
      flush();
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const gathered = waiting;
    waiting = new Map();
    void load(gathered);
  };
  const plan = () => {
    if (underWay === 0) setImmediate(flush);
    else timer = setTimeout(flush, PATIENCE);
  };
  return (key: string): Promise<Found | undefined> =>
    new Promise((resolve, reject) => {
      if (waiting.size >= MAX_KEYS) flush();
      if (waiting.size === 0) plan();
      const same = waiting.get(key);
      if (same) same.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
    });
}
