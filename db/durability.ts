import { DatabaseUnavailable, StatementFailed } from "./errors.ts";
import type { Row, Statement } from "./protocol.ts";

/** Milliseconds. */
const DEADLINE = 2000;

/** `strong`: sqld then runs with `synchronous = FULL`. The other settings are its defaults; it takes them all or none. */
const SETTINGS = {
  block_reads: false,
  block_writes: false,
  allow_attach: false,
  txn_timeout_s: 5,
  durability_mode: "strong",
};

/** Has the libSQL server behind this admin address fsync before it acknowledges, until it restarts. */
export async function setDurable(adminUrl: string): Promise<void> {
  const answer = await fetch(new URL("/v1/namespaces/default/config", adminUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(SETTINGS),
    signal: AbortSignal.timeout(DEADLINE),
  });
  if (!answer.ok) throw new Error(`the database's admin address answered ${answer.status}`);
}

/** Fails, and its whole transaction with it, where a commit would be acknowledged before the disk has it. */
const GUARD: Statement = {
  sql: "SELECT abs(iif(synchronous < 2, -9223372036854775807 - 1, 0)) FROM pragma_synchronous",
  args: [],
};
const failsGuard = (error: unknown) => error instanceof Error && error.message.includes("integer overflow");

type Run = (statements: Statement[]) => Promise<Row[][]>;

/**
 * Transactions on a libSQL server that are on its disk before they are acknowledged, or not stored at all. The server
 * forgets the setting when it restarts: whoever writes first after that tells it again.
 */
export function durably(run: Run, adminUrl: string): Run {
  const guarded: Run = async (statements) => (await run([GUARD, ...statements])).slice(1);
  const again: Run = async (statements) => {
    try {
      await setDurable(adminUrl);
      return await guarded(statements);
    } catch (cause) {
      if (cause instanceof StatementFailed) throw cause;
      throw new DatabaseUnavailable("the database does not fsync before it acknowledges", { cause });
    }
  };
  return (statements) =>
    guarded(statements).catch((error: unknown) => {
      if (failsGuard(error)) return again(statements);
      throw error;
    });
}
