import type { Config } from "./config.ts";
import type { Context } from "./domain/context.ts";
import { startBequeathing } from "./jobs/bequeath.ts";
import { startCleanUp } from "./jobs/clean-up.ts";
import { startExpiring } from "./jobs/expire.ts";
import { startMailing } from "./jobs/mail.ts";
import { startNotifying } from "./jobs/notify.ts";
import { startReminding } from "./jobs/remind.ts";
import { startPushing } from "./jobs/push.ts";
import { startWiping } from "./jobs/wipe.ts";
import { startIndexing } from "./jobs/search.ts";
import { startSending } from "./jobs/schedule.ts";
import { startDurability } from "./jobs/durability.ts";
import type { Logger } from "./lib/logger.ts";
import type { Metrics } from "./lib/metrics.ts";
import { wayOf } from "./post.ts";

/** The jobs that need no part of a node but its context. Those that find who is to be told have the telling begin at once. */
export function startOthers(
  context: Context,
  { push: { contact }, mail }: Config,
  metrics: Metrics,
  log: Logger,
  onError: (error: unknown) => void,
) {
  const pushing = startPushing({
    context,
    contact,
    onPushed: (result) => metrics.pushes.inc({ result }),
    onError,
  });
  const onOrdered = () => pushing.soon();
  const mailing = startMailing({
    context,
    send: wayOf(mail),
    onMailed: (result) => metrics.mails.inc({ result }),
    onError,
  });
  return [
    mailing,
    startCleanUp(context, onError),
    startDurability(context, log, onError),
    startWiping(context, onError),
    startBequeathing(context, onError),
    startSending(context, onError),
    startNotifying({ context, onOrdered, onError }),
    startReminding({ context, onOrdered, onError }),
    startExpiring(context, onError),
    startIndexing({ context, onError }),
    pushing,
  ];
}
