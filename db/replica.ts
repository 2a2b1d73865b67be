import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { clientEngine, type Opener } from "./engine.ts";
import type { ConnectionOptions, Reply } from "./protocol.ts";

/** Milliseconds between two looks at the primary when nobody asks for one sooner. */
const SYNC_EVERY = 1000;
/** Milliseconds in which the primary must show that it answers before a native sync, which cannot be ended, may start. */
const PROBE_DEADLINE = 1000;
/** Milliseconds for which requests to sync gather. */
const SYNC_AFTER = 50;
/** Syncs that may fail in a row, while the primary answers, before the copy itself is held to be at fault. */
const MAX_FAILURES = 2;

/**
 * A local copy of the server for reads. It is disposable: whatever is wrong with it, it is deleted and fetched anew,
 * while reads go to the primary. It opens without the primary when the file is there.
 */
export function openReplica(
  options: ConnectionOptions & { replicaPath: string },
  report: (reply: Reply) => void,
): Opener {
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let syncing = false;
  let closed = false;
  /** Syncs in a row that failed although the primary answers. */
  let failures = 0;

  const plan = (delay: number) => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void syncOnce(), delay);
  };
  const lose = (error: unknown) => {
    report({ type: "lost", message: error instanceof Error ? error.message : String(error) });
  };
  const drop = () => {
    client?.close();
    client = undefined;
    failures = 0;
    discard(options.replicaPath);
  };
  const syncOnce = async () => {
    if (syncing) return;
    syncing = true;
    const startedAt = Date.now();
    try {
      await probe(options);
      failures += 1;
      client ??= open(options);
      await client.sync();
      failures = 0;
      report({ type: "synced", startedAt });
    } catch (error) {
      lose(error);
      if (failures >= MAX_FAILURES) drop();
    } finally {
      syncing = false;
      plan(SYNC_EVERY);
    }
  };
  plan(0);
  return {
    engine: () =>
      client
        ? Promise.resolve(clientEngine(client))
        : Promise.reject(new Error("the replica is not open yet")),
    drop,
    close() {
      closed = true;
      clearTimeout(timer);
      if (!client) return;
      client.close();
      writeFileSync(closedWell(options.replicaPath), "");
    },
    sync: () => plan(SYNC_AFTER),
  };
}

async function probe({ url, deadline }: ConnectionOptions): Promise<void> {
  const health = new URL("/health", url.replace(/^libsql:/, "https:"));
  const answer = await fetch(health, { signal: AbortSignal.timeout(Math.min(deadline, PROBE_DEADLINE)) });
  if (!answer.ok) throw new Error(`the primary answered ${answer.status}`);
}

function open({ url, authToken, replicaPath }: ConnectionOptions & { replicaPath: string }): Client {
  mkdirSync(dirname(replicaPath), { recursive: true });
  // After a crash nobody knows how much of it had reached the disk: a copy that lost its end answers as if it were whole.
  if (!existsSync(closedWell(replicaPath))) discard(replicaPath);
  rmSync(closedWell(replicaPath), { force: true });
  const create = () => createClient({ url: `file:${replicaPath}`, syncUrl: url, authToken });
  try {
    return create();
  } catch (error) {
    if (!existsSync(replicaPath)) throw error;
    discard(replicaPath);
    return create();
  }
}

/** The mark that a copy was closed, and not left behind. */
const closedWell = (path: string): string => `${path}-closed`;

function discard(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-info", "-client_wal_index"])
    rmSync(path + suffix, { force: true });
}
