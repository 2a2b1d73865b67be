/** Keys of one load at most. */
const MAX_KEYS = 500;

type Waiting<Found> = { resolve: (found: Found | undefined) => void; reject: (error: unknown) => void };

/**
 * Answers look-ups of one loop turn together: when a thousand people come back at once, their sessions are one query
 * each few hundred and not a thousand. A key that is not found answers undefined.
 */
export function gather<Found>(loadMany: (keys: string[]) => Promise<Map<string, Found>>) {
  let waiting = new Map<string, Waiting<Found>[]>();

  const load = async (gathered: typeof waiting) => {
    try {
      const found = await loadMany([...gathered.keys()]);
      for (const [key, all] of gathered) for (const { resolve } of all) resolve(found.get(key));
    } catch (error) {
      for (const all of gathered.values()) for (const { reject } of all) reject(error);
    }
  };
  const flush = () => {
    const gathered = waiting;
    waiting = new Map();
    void load(gathered);
  };
  return (key: string): Promise<Found | undefined> =>
    new Promise((resolve, reject) => {
      if (waiting.size >= MAX_KEYS) flush();
      if (waiting.size === 0) setImmediate(() => waiting.size > 0 && flush());
      const same = waiting.get(key);
      if (same) same.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
    });
}
