import type { Client } from "@libsql/client";
import type { Row, Statement, Value } from "./protocol.ts";

/** What a worker runs statements on. A write is one transaction: all or none. */
export type Engine = {
  run: (statements: Statement[], mode: "read" | "write") => Promise<Row[][]>;
  close: () => void;
};

/** An engine that opens at first use, and again after it was dropped. */
export type Opener = {
  engine: () => Promise<Engine>;
  drop: () => void;
  /** Resolves once it is closed: a thread that is ended within a native call takes the process with it. */
  close: () => void | Promise<void>;
  sync?: (upTo: number) => void;
};

export function openWhenUsed(open: () => Promise<Engine>): Opener {
  let opened: Promise<Engine> | undefined;
  const close = async () => {
    const closing = opened;
    opened = undefined;
    await closing?.then((engine) => engine.close()).catch(() => undefined);
  };
  const engine = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return { engine, drop: () => void close(), close };
}

/** A libSQL client, for a server or a replica. */
export function clientEngine(client: Client): Engine {
  const rowsOf = (result: { rows: unknown[] }): Row[] =>
    result.rows.map((row) => Array.from(row as ArrayLike<Value>));
  return {
    async run(statements, mode) {
      const [only] = statements;
      if (mode === "read" && only && statements.length === 1) return [rowsOf(await client.execute(only))];
      return (await client.batch(statements, mode)).map(rowsOf);
    },
    close: () => client.close(),
  };
}
