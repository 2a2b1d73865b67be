import type { Config } from "./config.ts";
import { announce } from "./lib/announce.ts";
import { errorFields, type Logger } from "./lib/logger.ts";
import { startNode } from "./node.ts";
import type { Worker } from "./workers/worker.ts";

/** Milliseconds in which a stop must be over (docs/operations.md). */
const STOP_WITHIN = 10_000;

/** Serves in this process until a signal ends it. `worker`: where it is one of several. */
export async function serve(config: Config, log: Logger, worker?: Worker): Promise<void> {
  const node = await startNode(config, log, worker);
  log.info("started", { port: node.port, url: node.url });

  let stopping = false;
  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal: reason });
    const timer = setTimeout(() => process.exit(1), STOP_WITHIN - 500);
    // SIGINT comes from somebody at a terminal, who waits.
    await node.stop({ drain: reason === "SIGTERM" });
    clearTimeout(timer);
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop(signal));
  process.on("unhandledRejection", (error) => log.error("unhandled rejection", errorFields(error)));
  if (worker) {
    worker.onAbandoned = () => void stop("the supervisor is gone");
    worker.ready(node.port, node.url);
  } else if (!config.production) announce(node.url);
}
