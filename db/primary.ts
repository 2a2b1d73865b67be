import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Client, createClient } from "@libsql/client";
import type { ConnectionOptions } from "./protocol.ts";

/** Opens the database that is the truth: a local file, or a libSQL server over HTTP. Opened at first use, and again after a drop. */
export function openPrimary(options: ConnectionOptions) {
  let client: Promise<Client> | undefined;
  const drop = () => {
    void client?.then((old) => old.close()).catch(() => undefined);
    client = undefined;
  };
  const open = () => (options.url.startsWith("file:") ? openFile(options.url) : Promise.resolve(openServer(options)));
  return {
    client() {
      client ??= open().catch((error: unknown) => {
        client = undefined;
        throw error;
      });
      return client;
    },
    drop,
    close: drop,
  };
}

/**
 * FULL: a commit is on the disk before it is acknowledged. One connection, because a pragma reaches only the one that
 * ran it.
 */
async function openFile(url: string): Promise<Client> {
  mkdirSync(dirname(url.slice("file:".length)), { recursive: true });
  const client = createClient({ url, concurrency: 1, timeout: 5000 });
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"]) {
    await client.execute(`PRAGMA ${pragma}`);
  }
  const kept = await client.execute("PRAGMA synchronous");
  if (Number(kept.rows[0]?.[0]) !== 2) throw new Error("the database does not keep synchronous = FULL");
  return client;
}

/** The deadline also ends the request itself, so that a server that hangs does not gather open sockets. */
function openServer({ url, authToken, deadline }: ConnectionOptions): Client {
  const inTime = (input: Request) => fetch(input, { signal: AbortSignal.timeout(deadline) });
  return createClient({ url: url.replace(/^libsql:/, "https:"), authToken, fetch: inTime, concurrency: 32 });
}
