import { join } from "node:path";
import { freePort, Service } from "./process.ts";

const root = join(import.meta.dir, "../..");

/** Settings as in .env.example. What is left out is the product's default, except what a test must not share. */
export type NodeSettings = Record<string, string | undefined>;

/** One Wisp process, as `bin/start` would run it. */
export class WispNode extends Service {
  readonly port: number;
  readonly url: string;
  readonly socketUrl: string;

  /** `source`: the folder of another version's source. */
  constructor(settings: NodeSettings = {}, source = root) {
    const port = settings["PORT"] ? Number(settings["PORT"]) : freePort();
    const url = `http://127.0.0.1:${port}`;
    const env: Record<string, string | undefined> = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      HOST: "127.0.0.1",
      PORT: String(port),
    };
    super({
      name: "node",
      command: ({ directory }) => {
        env["DATA_DIR"] = join(directory, "data");
        Object.assign(env, settings);
        return [process.execPath, join(source, "src/server.ts")];
      },
      env,
      isReady: async () => (await fetch(`${url}/health`)).status === 200,
    });
    this.port = port;
    this.url = url;
    this.socketUrl = `ws://127.0.0.1:${port}/ws`;
  }
}

/** Starts a node and waits until it serves. `restart()` comes back with the same port and data. */
export function startNode(settings?: NodeSettings): Promise<WispNode> {
  return new WispNode(settings).start();
}
