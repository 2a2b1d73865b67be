import type { Actor } from "../domain/actor.ts";
import type { Context } from "../domain/context.ts";
import { closeCode } from "../lib/contract/frames.ts";
import { MemoryRateLimiter } from "../lib/rate-limiter.ts";
import type { Hub } from "../realtime/hub.ts";
import type { Presence } from "../realtime/presence.ts";
import type { Connection } from "./connection.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { Crowds } from "./crowds.ts";

/** Connections of one person to one node: more are a fault of a client, or an attack. */
const MAX_PER_PERSON = 100;
/** Connections that one person may begin: a burst, and a rate in the long run. Each costs as much as some messages. */
const CONNECT_RATE = { limit: 120, periodSeconds: 120 };
/** People named in `online_users` at most. */
const MAX_ONLINE = 1000;

export type PeopleParts = {
  context: Context;
  hub: Hub;
  presence: Presence;
  subscriptions: Subscriptions;
  /** Off for load tests. */
  limited: boolean;
};

/** People's connections to this node: hello, goodbye, and who else is here. */
export class People {
  readonly #parts: PeopleParts;
  /** Of this node alone: asking Redis would cost more than a connection does. */
  readonly #connects = new MemoryRateLimiter();

  readonly #crowds: Crowds;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    this.#crowds = new Crowds(parts.hub);
  }

  /** Registered first, so that whatever changes from now on reaches it; answered in the turn in which it begins to hear its rooms. */
  async arrived(connection: Connection, actor: Actor): Promise<void> {
    const { context, hub, presence, subscriptions, limited } = this.#parts;
    // Gone while it was looked up who this is: its end has passed and would never take it out of the hub again.
    if (connection.closed) return;
    if (limited && (hub.of(actor.userId).length >= MAX_PER_PERSON || !(await this.#mayConnect(actor))))
      return connection.close(closeCode.overloaded, "too many connections");
    const emoji = await context.emoji.all().then(
      ({ version }) => version ?? null,
      // What cannot be found out now is not told: null would take the pictures off a page that has them.
      () => undefined,
    );
    if (connection.closed) return;
    connection.actor = actor;
    hub.add(connection);
    await subscriptions.reconcile(connection, (rooms) => {
      if (connection.closed) return;
      presence.enter(actor.userId, rooms);
      connection.say({
        type: "authenticated",
        userId: actor.userId,
        username: actor.username,
        connectionId: connection.id,
        ...(emoji !== undefined && { emoji }),
      });
      connection.say({ type: "online_users", userIds: this.#onlineIn(rooms) });
      connection.since = performance.now();
    });
    // The session may have ended while it was let in: asked once more, now that its end would reach it.
    if (!(await context.access.actor(actor.sessionId)))
      connection.close(closeCode.unauthenticated, "signed out");
  }

  async #mayConnect({ userId }: Actor): Promise<boolean> {
    return (await this.#connects.take(userId, CONNECT_RATE)).allowed;
  }

  left(connection: Connection, actor: Actor): void {
    const { hub, presence } = this.#parts;
    if (hub.remove(connection)) presence.leave(actor.userId);
  }

  #onlineIn(roomIds: readonly string[]): string[] {
    return this.#parts.presence.inAny(this.#crowds.without(roomIds), MAX_ONLINE);
  }
}
