import { readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Bun runs on

/** CPU seconds a process has used so far; null where there is no /proc. */
export function cpuSeconds(pid: number | "self"): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** Resident memory of a process in bytes; null where there is no /proc. */
export function residentBytes(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

export const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

/** CPU seconds that the whole machine was busy, time stolen by its host included; null where there is no /proc. */
export function machineSeconds(): number | null {
  try {
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = readFileSync(
      "/proc/stat",
      "utf8",
    )
      .slice("cpu ".length)
      .trimStart()
      .split(/\s+/, 8)
      .map(Number);
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** Cores that neither the server nor we used, of all that the machine was busy with; null where that is unknown. */
export function otherCores(
  seconds: number,
  machine: number | null,
  server: number | null,
  own: number | null,
): number | null {
  if (machine === null || server === null || own === null) return null;
  return Math.max(0, machine - server - own) / seconds;
}

/** Null where one of them is unknown. */
export function sum(values: (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
