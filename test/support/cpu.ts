/** Milliseconds of processor time that some work takes: however busy the machine is, what others do is not among them. */
export function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
