/**
 * The thread in which a database client lives. libSQL's native calls block the thread that makes them (a primary that
 * accepts and never answers froze a whole process for 45 s), so none is ever made on the event loop.
 */
import type { Opener } from "./engine.ts";
import { openPrimary } from "./primary.ts";
import type { Failure, Reply, Request } from "./protocol.ts";
import { Replica } from "./replica.ts";

declare const self: Worker;

let opened: Opener | undefined;
const reply = (message: Reply) => self.postMessage(message);

const handlers: {
  [Type in Request["type"]]: (request: Extract<Request, { type: Type }>) => void | Promise<void>;
} = {
  open({ options }) {
    const { replicaPath } = options;
    opened =
      replicaPath === undefined ? openPrimary(options) : new Replica({ ...options, replicaPath }, reply);
  },
  async run({ id, mode, statements }) {
    try {
      const engine = await opened?.engine();
      if (!engine) throw new Error("not open");
      reply({ type: "done", id, rows: await engine.run(statements, mode) });
    } catch (error) {
      const failure = failureOf(error);
      if (poisons(failure)) opened?.drop();
      reply({ type: "failed", id, failure });
    }
  },
  sync: ({ upTo }) => opened?.sync?.(upTo),
  async close() {
    await opened?.close();
    reply({ type: "closed" });
  },
};

self.onmessage = (event: MessageEvent<Request>) => {
  const handler = handlers[event.data.type] as (request: Request) => void | Promise<void>;
  void handler(event.data);
};

/** libsql-client-ts#352: a statement that failed with BUSY spoils later commits on its connection. */
const poisons = ({ code }: Failure) => code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_IOERR");

function failureOf(error: unknown): Failure {
  const {
    message = "",
    extendedCode,
    code,
  } = error as { message?: string; code?: string | number; extendedCode?: string };
  // A request that took too long fails with a DOMException, whose code is a number.
  const name = extendedCode ?? (typeof code === "string" ? code : "");
  const own =
    /^(SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)|SQL_)/.test(name) ||
    /^(SQLITE_)?CONSTRAINT/.test(message);
  return { kind: own ? "statement" : "unavailable", code: name, message: message.slice(0, 500) };
}
