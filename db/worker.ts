/**
 * The thread in which a database client lives. libSQL's native calls block the thread that makes them (a primary that
 * accepts and never answers froze a whole process for 45 s), so none is ever made on the event loop.
 */
import type { Client, InStatement } from "@libsql/client";
import type { Failure, Reply, Request, Row, Value } from "./protocol.ts";
import { openReplica, type Replica } from "./replica.ts";
import { openPrimary } from "./primary.ts";

declare const self: Worker;

type Opened = { client: () => Promise<Client>; drop: () => void; close: () => void; replica?: Replica };

let opened: Opened | undefined;
const reply = (message: Reply) => self.postMessage(message);

const handlers: { [Type in Request["type"]]: (request: Extract<Request, { type: Type }>) => void | Promise<void> } = {
  open({ options }) {
    opened = options.replicaPath === undefined ? openPrimary(options) : openReplica({ ...options, replicaPath: options.replicaPath }, reply);
  },
  async run({ id, mode, statements }) {
    try {
      reply({ type: "done", id, rows: await run(statements, mode) });
    } catch (error) {
      const failure = failureOf(error);
      if (poisons(failure)) opened?.drop();
      reply({ type: "failed", id, failure });
    }
  },
  sync: () => opened?.replica?.sync(),
  close() {
    opened?.close();
    reply({ type: "closed" });
  },
};

self.onmessage = (event: MessageEvent<Request>) => {
  const handler = handlers[event.data.type] as (request: Request) => void | Promise<void>;
  void handler(event.data);
};

async function run(statements: InStatement[], mode: "read" | "write"): Promise<Row[][]> {
  const client = await opened?.client();
  if (!client) throw new Error("not open");
  const [only] = statements;
  const results =
    statements.length === 1 && only && mode === "read" ? [await client.execute(only)] : await client.batch(statements, mode);
  return results.map((result) => result.rows.map((row) => Array.from(row as ArrayLike<Value>)));
}

/** libsql-client-ts#352: a statement that failed with BUSY spoils later commits on its connection. */
const poisons = ({ code }: Failure) => code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_IOERR");

function failureOf(error: unknown): Failure {
  const { message = "", extendedCode, code } = error as { message?: string; code?: string; extendedCode?: string };
  const name = extendedCode ?? code ?? "";
  const own = /^(SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)|SQL_)/.test(name) || /^(SQLITE_)?CONSTRAINT/.test(message);
  return { kind: own ? "statement" : "unavailable", code: name, message: message.slice(0, 500) };
}
