import type { Context } from "../domain/context.ts";
import {
  compose,
  markHanding,
  nextMailDue,
  orderDigests,
  type Outcome,
  settleMail,
  type TakenMail,
  takeMails,
} from "../domain/mails/index.ts";
import type { SendMail } from "../lib/mail/mail.ts";
import { HOUR, SECOND } from "../lib/time.ts";
import { loop } from "./loop.ts";

/** Milliseconds after which a node looks for what another one left behind, of which a random part. */
const EVERY = 10 * SECOND;
/** Milliseconds between two looks for who is to have a digest, of which a random part. */
const DIGESTS = HOUR / 2;
/** Conversations with a mail server at a time. */
const AT_ONCE = 4;

type Options = {
  context: Context;
  /** Undefined: a page shows what would be sent. */
  send: SendMail | undefined;
  onMailed: (result: Outcome["result"]) => void;
  onError: (error: unknown) => void;
};

/** Sends what was ordered (docs/features.md, Mail). Nodes share the work; each mail is one's alone for a while. */
export function startMailing({ context, send, onMailed, onError }: Options) {
  let next = EVERY;
  const run = async () => {
    next = EVERY;
    const due = await nextMailDue(context);
    if (due === undefined) return;
    next = Math.min(EVERY, Math.max(due, 0));
    if (due > 0) return;
    const left = (await takeMails(context)).values();
    const work = async () => {
      for (const taken of left) await deliver(taken).catch(onError);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
  /** In words; what cannot be put into them now, for want of a database perhaps, is tried again and holds up no other. */
  const write = (taken: TakenMail) =>
    compose(context, taken).catch(async (error: unknown) => {
      await settleMail(context, taken, { result: "later", reason: "unwritten" });
      throw error;
    });
  const deliver = async (order: TakenMail) => {
    const taken = await write(order);
    if (!taken) return;
    const outcome: Outcome = send
      ? await send(taken.mail, () => markHanding(context, taken))
      : { result: "sent", shown: true };
    await settleMail(context, taken, outcome);
    onMailed(outcome.result);
  };
  const job = loop({ every: () => next * (0.75 + Math.random() / 2), run, onError });
  const digests = loop({
    every: () => DIGESTS * (0.5 + Math.random()),
    run: () => orderDigests(context),
    onError,
  });
  context.mail.ordered = () => job.soon();
  job.soon();
  return {
    stop() {
      job.stop();
      digests.stop();
    },
  };
}
