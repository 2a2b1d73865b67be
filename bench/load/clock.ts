/** Microseconds since this process started. Sender and receiver are the same process, so one clock serves both. */
export const nowUs = (): number => Math.floor(performance.now() * 1000);

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
