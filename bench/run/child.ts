import { sleep } from "../load/clock.ts";

const STOP_WITHIN_MS = 15_000;
const started = new Set<Bun.Subprocess>();

type Options = { core: number | undefined; cwd: string; env: Record<string, string>; log: string };

/** Raises the descriptor limit, pins the process, and becomes the command: the child's pid is the command's own. */
function wrapped(command: string[], core: number | undefined): string[] {
  const pinned = core === undefined ? command : ["taskset", "-c", String(core), ...command];
  return ["sh", "-c", 'ulimit -n "$(ulimit -Hn)" 2>/dev/null; exec "$@"', "sh", ...pinned];
}

export function startServer(command: string[], { core, cwd, env, log }: Options): Bun.Subprocess {
  const file = Bun.file(log);
  const child = Bun.spawn(wrapped(command, core), { cwd, env, stdin: "ignore", stdout: file, stderr: file });
  started.add(child);
  return child;
}

/** Runs a command to its end with `input` on its standard input, and answers its standard output. */
export async function runToEnd(command: string[], core: number | undefined, input: string): Promise<string> {
  const child = Bun.spawn(wrapped(command, core), {
    stdin: new Blob([input]),
    stdout: "pipe",
    stderr: "inherit",
  });
  started.add(child);
  const output = await new Response(child.stdout).text();
  const status = await child.exited;
  started.delete(child);
  if (status !== 0) throw new Error(`the load generator ended with ${status}`);
  return output;
}

export async function stop(child: Bun.Subprocess): Promise<void> {
  child.kill("SIGTERM");
  await Promise.race([child.exited, sleep(STOP_WITHIN_MS)]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await child.exited;
  started.delete(child);
}

/** Nothing that was started outlives us, whichever way we go. */
export function killAll(): void {
  for (const child of started) child.kill("SIGKILL");
}

export async function waitForHttp(url: string, child: Bun.Subprocess, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} before it answered`);
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => null);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error(`no answer from ${url} within ${withinMs} ms`);
}
