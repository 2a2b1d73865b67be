import { createClient } from "@libsql/client";
import { clientEngine, type Engine, type Opener, openWhenUsed } from "./engine.ts";
import { openFile } from "./file.ts";
import type { ConnectionOptions } from "./protocol.ts";

/** Requests to a server at once. sqld takes 128 from all nodes together by default. */
const CONCURRENCY = 32;
/** Milliseconds for which Bun keeps a connection at rest for the next request. */
const KEPT = 5 * 60_000;

/** The database that is the truth: a file here, or a libSQL server over HTTP. */
export function openPrimary(options: ConnectionOptions): Opener {
  const file = options.url.startsWith("file:");
  return openWhenUsed(async () => (file ? openFile(options.url) : openServer(options)));
}

/**
 * The deadline also ends the request itself, so that a server that hangs does not gather open sockets. A request that was
 * not answered may mean that the way there died in silence, and all connections at rest with it. Each of them would cost
 * another request its deadline, so for as long as they are kept nobody uses them.
 */
function openServer({ url, authToken, deadline }: ConnectionOptions): Engine {
  let suspectUntil = 0;
  const inTime = (input: Request) =>
    fetch(input, {
      signal: AbortSignal.timeout(deadline),
      keepalive: performance.now() >= suspectUntil,
    }).catch((error: Error) => {
      if (error.name === "TimeoutError") suspectUntil = performance.now() + KEPT;
      throw error;
    });
  return clientEngine(
    createClient({
      url: url.replace(/^libsql:/, "https:"),
      authToken,
      fetch: inTime,
      concurrency: CONCURRENCY,
    }),
  );
}
