import { join } from "node:path";
import { startServer, stop, waitForHttp } from "./child.ts";
import { cores } from "./machine.ts";
import { projectRoot, type Target } from "./targets.ts";

const START_WITHIN_MS = 60_000;

export type Server = { port: number; pid: number };

/** `pinned`: to the server's core, which else is every one. */
export type ServerOptions = { pinned?: boolean; log?: string };

/** Starts a server on what is in the folder, and stops it after `use`. */
export async function withServer<T>(
  target: Target,
  directory: string,
  use: (server: Server) => Promise<T>,
  { pinned = true, log = "server.log" }: ServerOptions = {},
): Promise<T> {
  const port = freePort();
  const file = join(directory, log);
  const env = { PATH: process.env.PATH ?? "", ...target.environment(port, directory) };
  const core = pinned ? cores()?.server : undefined;
  const child = startServer(await target.command(), { core, cwd: projectRoot, env, log: file });
  try {
    await waitForHttp(`http://127.0.0.1:${port}${target.readyPath}`, child, START_WITHIN_MS);
    return await use({ port, pid: child.pid });
  } catch (error) {
    throw new Error(
      `${target.title}: ${error instanceof Error ? error.message : String(error)}\n${await tailOf(file)}`,
      {
        cause: error,
      },
    );
  } finally {
    await stop(child);
  }
}

/** What it said last. */
async function tailOf(log: string): Promise<string> {
  const text = await Bun.file(log)
    .text()
    .catch(() => "");
  return text.slice(-2000);
}

export function freePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => undefined } });
  probe.stop(true);
  return probe.port;
}
