/** For whoever started it at a terminal. */
export const announce = (url: string): void =>
  void process.stdout.write(`\n  Wisp is running. Open ${url}\n\n`);
