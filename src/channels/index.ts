import type { Context } from "../domain/context.ts";
import { markSeen } from "../domain/users.ts";
import type { Broker } from "../realtime/broker.ts";
import { Hub } from "../realtime/hub.ts";
import { Presence } from "../realtime/presence.ts";
import { Delivery } from "./delivery.ts";
import { EndOfTurn } from "./end-of-turn.ts";
import { Gateway, type GatewayOptions } from "./gateway.ts";
import { News } from "./news.ts";
import { People } from "./people.ts";
import { Subscriptions } from "./subscriptions.ts";
import { publishToRoom } from "./topics.ts";
import { Typing } from "./typing.ts";
import { Words } from "./words.ts";

export type ChannelsOptions = {
  nodeId: string;
  context: Context;
  broker: Broker;
  onDelivered: (listeners: number) => void;
  onFilled: (changes: number) => void;
  onResumed: (source: "memory" | "database") => void;
  onError: (error: unknown, connectionId?: string) => void;
} & Pick<GatewayOptions, "compression" | "limitFrames" | "observe">;

/** The live side of a node, put together. */
export function createChannels(options: ChannelsOptions) {
  const { nodeId, context, broker, onError } = options;
  const hub = new Hub();
  const delivery = new Delivery({
    context,
    hub,
    broker,
    onDelivered: options.onDelivered,
    onFilled: options.onFilled,
    onError,
  });
  const news: News = new News(hub, (roomId) => presence.inGroup(roomId));
  const presence: Presence = new Presence({
    nodeId,
    broker,
    onChange: (change) => news.tell(change),
    onGone: (gone) =>
      void markSeen(
        context,
        gone.map(({ key: id, at }) => ({ id, at })),
      ).catch(onError),
  });
  const subscriptions = new Subscriptions({ context, hub, delivery, presence });
  const typing = new Typing((frame) => publishToRoom(hub, frame.roomId, frame));
  const words = new Words({ context, hub, broker, delivery, subscriptions, typing, news, onError });
  const people = new People({ context, hub, presence, subscriptions, limited: options.limitFrames });
  const { onResumed } = options;
  const endOfTurn = new EndOfTurn();
  const parts = { context, broker, delivery, subscriptions, typing, words, endOfTurn, onResumed };
  const gateway = new Gateway({ ...options, parts, hub, people });
  return {
    hub,
    delivery,
    presence,
    subscriptions,
    words,
    gateway,
    close() {
      gateway.close();
      presence.close();
      news.close();
      typing.close();
    },
  };
}
