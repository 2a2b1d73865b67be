import { flags, freePort, Service } from "./process.ts";

export class RedisServer extends Service {
  readonly port: number;
  readonly url: string;

  /** With `replicaOf`, a replica of that one; `environment` is added to this process's own. */
  constructor({
    replicaOf,
    environment = {},
  }: { replicaOf?: RedisServer; environment?: Record<string, string> } = {}) {
    const port = freePort();
    super({
      name: "redis",
      command: ({ directory }) => [
        Bun.which("redis-server") ?? "redis-server",
        ...flags({
          port,
          bind: "127.0.0.1",
          dir: directory,
          save: "",
          appendonly: "no",
          "repl-diskless-sync-delay": 0,
        }),
        ...(replicaOf ? ["--replicaof", "127.0.0.1", String(replicaOf.port)] : []),
      ],
      env: { ...process.env, ...environment },
      isReady: async () => (await inlineCommand(port, "PING")) === "+PONG",
    });
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** One command without arguments that need quoting, and the first line of its answer. */
  command(text: string): Promise<string> {
    return inlineCommand(this.port, text);
  }
}

/** Redis also speaks plain lines: enough to ask it something without a client library's own reconnecting. */
function inlineCommand(port: number, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = "";
  Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (socket) => void socket.write(`${text}\r\n`),
      data: (socket, chunk) => {
        answer += chunk.toString();
        if (!answer.includes("\r\n")) return;
        resolve(answer.slice(0, answer.indexOf("\r\n")));
        socket.end();
      },
      close: () => reject(new Error("Redis closed the connection")),
      error: (_, error) => reject(error),
    },
  }).catch(reject);
  return promise;
}

/** A private Redis that keeps nothing on disk. */
export function startRedis(options?: { replicaOf?: RedisServer }): Promise<RedisServer> {
  return new RedisServer(options).start();
}
