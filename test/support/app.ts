import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/lib/logger.ts";
import { type Node, startNode } from "../../src/node.ts";

export type TestApp = Node & AsyncDisposable & { directory: string };

/** A node in this process, on a port and with data of its own. Limits are off unless the test is about them. */
export async function startApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const directory = mkdtempSync(join(tmpdir(), "wisp-test-"));
  const config = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    DATA_DIR: directory,
    RATE_LIMITS: "off",
    NODE_ENV: "test",
    ...settings,
  });
  const lines = process.env["TEST_LOG"] ? undefined : () => undefined;
  const node = await startNode(config, createLogger(config.logLevel, {}, lines));
  return {
    ...node,
    url: `http://127.0.0.1:${node.port}`,
    directory,
    async [Symbol.asyncDispose]() {
      await node.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
