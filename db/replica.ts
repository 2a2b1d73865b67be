import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { clientEngine, type Engine, type Opener } from "./engine.ts";
import type { ConnectionOptions, Reply } from "./protocol.ts";
import { discard, keepIfWhole, markClosed } from "./replica-files.ts";

/** Milliseconds between two looks at the primary when nobody asks for one sooner. */
const SYNC_EVERY = 1000;
/** Milliseconds in which the primary must show that it answers before a native sync, which cannot be ended, may start. */
const PROBE_DEADLINE = 1000;
/** Milliseconds for which requests to sync gather. */
const SYNC_AFTER = 50;
/** Syncs that may fail in a row, while the primary answers, before the copy itself is held to be at fault. */
const MAX_FAILURES = 2;

type Options = ConnectionOptions & { replicaPath: string };

/**
 * A local copy of the server for reads. It is disposable: whatever is wrong with it, it is deleted and fetched anew,
 * while reads go to the primary. It opens without the primary when the file is there.
 */
export class Replica implements Opener {
  readonly #options: Options;
  readonly #report: (reply: Reply) => void;
  #client: Client | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  #syncing = false;
  /** Whether it has caught up since it was opened: until then it may hold only a part. */
  #ready = false;
  /** A read has failed while it synced. */
  #broken = false;
  #told = 0;
  #closed = false;
  /** Syncs in a row that failed although the primary answers. */
  #failures = 0;

  constructor(options: Options, report: (reply: Reply) => void) {
    this.#options = options;
    this.#report = report;
    this.#plan(0);
  }

  engine(): Promise<Engine> {
    return this.#client && this.#ready
      ? Promise.resolve(watched(this.#client, () => this.drop()))
      : Promise.reject(new Error("the replica is not open yet"));
  }

  drop(): void {
    this.#ready = false;
    // In the middle of a native call nothing is taken away: it goes once that is over.
    this.#broken = this.#syncing;
    if (this.#syncing) return;
    this.#client?.close();
    this.#client = undefined;
    this.#failures = 0;
    discard(this.#options.replicaPath);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (!this.#client) return;
    this.#client.close();
    if (this.#ready) markClosed(this.#options.replicaPath);
  }

  sync(upTo: number): void {
    this.#told = upTo;
    this.#plan(SYNC_AFTER);
  }

  /** What is planned sooner stays: where writes come without a pause, each would else put the sync off again. */
  #plan(delay: number): void {
    const due = performance.now() + delay;
    if (this.#closed || (this.#timer && this.#due <= due)) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.#syncOnce(), delay);
  }

  async #syncOnce(): Promise<void> {
    this.#timer = undefined;
    if (this.#syncing) return;
    this.#syncing = true;
    const told = this.#told;
    try {
      await this.#catchUp();
    } catch (error) {
      this.#report({ type: "lost", message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#syncing = false;
      if (this.#broken || this.#failures >= MAX_FAILURES) this.drop();
      this.#plan(this.#told > told ? SYNC_AFTER : SYNC_EVERY);
    }
  }

  async #catchUp(): Promise<void> {
    // Whatever was told before a sync begins is in it.
    const upTo = this.#told;
    await probe(this.#options);
    this.#failures += 1;
    this.#client ??= open(this.#options);
    await this.#client.sync();
    this.#failures = 0;
    if (this.#broken) return;
    this.#ready = true;
    this.#report({ type: "synced", upTo });
  }
}

/** What is asked of a copy is known to be right: where it fails, the copy is broken. */
function watched(client: Client, onBroken: () => void): Engine {
  const engine = clientEngine(client);
  const run: Engine["run"] = (statements, mode) =>
    engine.run(statements, mode).catch((error: unknown) => {
      onBroken();
      throw error;
    });
  return { ...engine, run };
}

/** Rejects unless the server answers. */
export async function probe({ url, deadline }: Pick<ConnectionOptions, "url" | "deadline">): Promise<void> {
  const health = new URL("/health", url.replace(/^libsql:/, "https:"));
  const answer = await fetch(health, { signal: AbortSignal.timeout(Math.min(deadline, PROBE_DEADLINE)) });
  if (!answer.ok) throw new Error(`the primary answered ${answer.status}`);
}

function open({ url, authToken, replicaPath }: ConnectionOptions & { replicaPath: string }): Client {
  mkdirSync(dirname(replicaPath), { recursive: true });
  keepIfWhole(replicaPath);
  const create = () => createClient({ url: `file:${replicaPath}`, syncUrl: url, authToken });
  try {
    return create();
  } catch (error) {
    if (!existsSync(replicaPath)) throw error;
    discard(replicaPath);
    return create();
  }
}
