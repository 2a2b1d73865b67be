import type { Context } from "../domain/context.ts";
import type { Logger } from "../lib/logger.ts";
import { SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds between two looks. */
const EVERY = { server: 5 * SECOND, file: SECOND };

/**
 * Sees to it that a libSQL server fsyncs before it acknowledges: it forgets the setting when it restarts. And that a file
 * which several processes have open stays marked as open when one of them ends.
 */
export function startDurability({ database }: Context, log: Logger, onError: (error: unknown) => void) {
  let warned = false;
  const look = async () => {
    const durable = (await database.isDurable()) || (await database.makeDurable());
    if (!durable && !warned) {
      log.warn("the database acknowledges before its disk does", { remedy: "set DATABASE_ADMIN_URL" });
    }
    warned = !durable;
  };
  const remark = () => Promise.resolve(database.keepMarked());
  const job = database.remote
    ? loop({ every: () => EVERY.server, run: look, onError })
    : loop({ every: () => EVERY.file, run: remark, onError });
  if (database.remote) job.soon();
  return job;
}
