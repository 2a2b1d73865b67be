const firstMilliseconds = 500;
const longestMilliseconds = 30_000;

/** Full jitter: anywhere up to the doubled limit, so that a thousand clients do not come back as one. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** attempt);
}

const comingBack = new Set([1001, 1006, 1011, 1012, 1013]);

/** Whether a close code asks the client to come back; any other is final or needs something done first. */
export const asksToComeBack = (code: number) => comingBack.has(code);
