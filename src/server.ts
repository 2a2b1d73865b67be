/** Starts Wisp from the environment: a process that serves, or with WORKERS the supervisor of several. */
import { databaseFailure } from "../db/errors.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { announce } from "./lib/announce.ts";
import { createLogger, type Logger } from "./lib/logger.ts";
import { expectFree } from "./workers/port.ts";
import { Supervisor } from "./workers/supervisor.ts";
import { Worker } from "./workers/worker.ts";

try {
  const config = readConfig(process.env);
  const worker = Worker.ofThisProcess();
  const log = createLogger(config.logLevel, {
    region: config.region,
    ...(worker && { worker: worker.number }),
  });
  if (config.workers > 1 && !worker) await supervise(config, log);
  // Loaded here only: a supervisor serves nobody, and is to cost little.
  else await (await import("./serve.ts")).serve(config, log, worker);
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `Wisp could not start: ${reasonOf(error)}`}\n`,
  );
  process.exit(1);
}

async function supervise({ workers, port, host, production }: Config, log: Logger): Promise<void> {
  expectFree(port, host);
  const supervisor = new Supervisor({
    workers,
    port,
    program: [process.execPath, ...process.execArgv, Bun.main],
    environment: process.env,
    log,
    onStarted({ port: shared, url }) {
      log.info("all workers serve", { workers, port: shared, url });
      if (!production) announce(url);
    },
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => supervisor.stop(signal));
  process.exit(await supervisor.run());
}

/** What a library wraps around a failure of the database, such as the text of a statement, helps nobody here. */
function reasonOf(error: unknown): string {
  const failure = databaseFailure(error);
  if (failure) return `the database at DATABASE_URL: ${failure.message}`;
  return error instanceof Error ? error.message : String(error);
}
