import type { Context } from "../domain/context.ts";
import type { Logger } from "../lib/logger.ts";
import { SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

const EVERY = 5 * SECOND;

/** Sees to it that a libSQL server fsyncs before it acknowledges: it forgets the setting when it restarts. */
export function startDurability({ database }: Context, log: Logger, onError: (error: unknown) => void) {
  let warned = false;
  const run = async () => {
    const durable = (await database.isDurable()) || (await database.makeDurable());
    if (!durable && !warned) {
      log.warn("the database acknowledges before its disk does", { remedy: "set DATABASE_ADMIN_URL" });
    }
    warned = !durable;
  };
  const job = loop({ every: () => EVERY, run, onError });
  if (database.remote) job.soon();
  else job.stop();
  return job;
}
