import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** CPU numbers this process may use, such as [0, 1]; empty where the system does not say. */
function allowedCpus(): number[] {
  if (!existsSync("/proc/self/status")) return [];
  const list = /Cpus_allowed_list:\s+(\S+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  return list.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * The server and the load generator each get a core of their own, so that figures are per core of server. `beside` is for
 * what the server needs, such as a database: a third core, or else the generator's.
 */
export function cores(): { server: number; generator: number; beside: number } | null {
  const [server, generator, beside = generator] = allowedCpus();
  if (server === undefined || generator === undefined || beside === undefined) return null;
  return Bun.which("taskset") === null ? null : { server, generator, beside };
}

/** Descriptors one process may open: the hard limit, which every child raises its own limit to. */
export function descriptorLimit(): number {
  const { stdout } = Bun.spawnSync(["sh", "-c", "ulimit -Hn"]);
  const text = stdout.toString().trim();
  return text === "unlimited" ? Number.MAX_SAFE_INTEGER : Number(text) || 1024;
}

export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${model}, ${memory} GiB, ${process.platform}, Bun ${Bun.version}`;
}

/** What kept the machine busy besides us would be in the figures: the load average says whether to believe them. */
export function loadAverage(): string | null {
  return existsSync("/proc/loadavg")
    ? readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ")
    : null;
}

/** The commit under test, and whether files differ from it; a copy without git says so. */
export function describeVersion(): string {
  if (Bun.which("git") === null) return "unknown version";
  const git = (...args: string[]): string =>
    Bun.spawnSync(["git", ...args], { cwd: import.meta.dir })
      .stdout.toString()
      .trim();
  const commit = git("rev-parse", "--short", "HEAD");
  if (commit === "") return "unknown version";
  const changed = git("status", "--porcelain", "--", "../../src", "../../db", "../../views") !== "";
  return changed ? `${commit} with local changes` : commit;
}
