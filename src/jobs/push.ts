import type { Context } from "../domain/context.ts";
import { type Delivery, nextDue, type Outcome, settle, takeDue } from "../domain/notifications/index.ts";
import { SECOND } from "../lib/time.ts";
import { sendPush } from "../lib/web-push.ts";
import { loop } from "./loop.ts";
import { notificationOf } from "./notification.ts";

/** Milliseconds after which a node looks for what another one left behind, of which a random part. */
const EVERY = 10 * SECOND;
/** Requests to push services at a time. */
const AT_ONCE = 16;

type Options = {
  context: Context;
  /** Whom a push service may turn to. */
  contact: string;
  onPushed: (result: Outcome["result"]) => void;
  onError: (error: unknown) => void;
};

/** Sends what is to be pushed (docs/architecture.md, Notifications). Nodes share the work; each delivery is one's alone for a while. */
export function startPushing({ context, contact, onPushed, onError }: Options) {
  let next = EVERY;
  const run = async () => {
    next = EVERY;
    const due = await nextDue(context);
    if (due === undefined) return;
    next = Math.min(EVERY, Math.max(due, 0));
    if (due > 0) return;
    const outcomes = await sendAll((await takeDue(context)).deliveries);
    if (outcomes.length > 0) await settle(context, outcomes);
    for (const { result } of outcomes) onPushed(result);
  };
  const sendAll = async (deliveries: Delivery[]): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    const left = deliveries.values();
    const send = async () => {
      for (const delivery of left)
        outcomes.push({ delivery, ...(await sendOne(context, contact, delivery)) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
    return outcomes;
  };
  return loop({ every: () => next * (0.75 + Math.random() / 2), run, onError });
}

function sendOne({ push }: Context, contact: string, delivery: Delivery) {
  const { room, mentioned, reminder, message } = delivery;
  return sendPush(delivery, JSON.stringify(notificationOf(delivery)), {
    ...push,
    contact,
    topic: (reminder ? message.id : room.id).replaceAll("-", ""),
    urgent: mentioned || reminder || room.kind === "direct",
  });
}
