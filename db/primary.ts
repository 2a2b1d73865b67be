import { createClient } from "@libsql/client";
import { clientEngine, type Engine, type Opener, openWhenUsed } from "./engine.ts";
import { openFile } from "./file.ts";
import type { ConnectionOptions } from "./protocol.ts";

/** Requests to a server at once. sqld takes 128 from all nodes together by default. */
const CONCURRENCY = 32;

/** The database that is the truth: a file here, or a libSQL server over HTTP. */
export function openPrimary(options: ConnectionOptions): Opener {
  const file = options.url.startsWith("file:");
  return openWhenUsed(async () => (file ? openFile(options.url) : openServer(options)));
}

/** The deadline also ends the request itself, so that a server that hangs does not gather open sockets. */
function openServer({ url, authToken, deadline }: ConnectionOptions): Engine {
  const inTime = (input: Request) => fetch(input, { signal: AbortSignal.timeout(deadline) });
  return clientEngine(
    createClient({
      url: url.replace(/^libsql:/, "https:"),
      authToken,
      fetch: inTime,
      concurrency: CONCURRENCY,
    }),
  );
}
