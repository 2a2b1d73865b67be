/** Starts a node from the environment and stops it at a signal. */
import { databaseFailure } from "../db/errors.ts";
import { ConfigError, readConfig } from "./config.ts";
import { createLogger, errorFields } from "./lib/logger.ts";
import { startNode } from "./node.ts";

/** Milliseconds in which a stop must be over (docs/operations.md). */
const STOP_WITHIN = 10_000;

try {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel, { region: config.region });
  const node = await startNode(config, log);
  log.info("started", { port: node.port, url: node.url });
  if (!config.production) process.stdout.write(`\n  Wisp is running. Open ${node.url}\n\n`);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    const timer = setTimeout(() => process.exit(1), STOP_WITHIN - 500);
    // SIGINT comes from somebody at a terminal, who waits.
    await node.stop({ drain: signal === "SIGTERM" });
    clearTimeout(timer);
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop(signal));
  process.on("unhandledRejection", (error) => log.error("unhandled rejection", errorFields(error)));
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `Wisp could not start: ${reasonOf(error)}`}\n`,
  );
  process.exit(1);
}

/** What a library wraps around a failure of the database, such as the text of a statement, helps nobody here. */
function reasonOf(error: unknown): string {
  const failure = databaseFailure(error);
  if (failure) return `the database at DATABASE_URL: ${failure.message}`;
  return error instanceof Error ? error.message : String(error);
}
