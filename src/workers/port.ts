/**
 * Fails where somebody listens there already. Those who share a port are not told of each other by the kernel: two
 * installations on one port would each get half of the people.
 */
export function expectFree(port: number, hostname: string): void {
  if (port === 0) return;
  try {
    Bun.listen({ port, hostname, socket: { data: () => undefined } }).stop(true);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new Error(`port ${port} of ${hostname} cannot be listened on (${code})`, { cause: error });
  }
}
