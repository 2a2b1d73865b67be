import type { Context } from "../domain/context.ts";
import type { Standings } from "../domain/standings.ts";
import { actorAsUser } from "../domain/users.ts";
import type { Hub } from "../realtime/hub.ts";
import type { Presence } from "../realtime/presence.ts";
import { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import { isCrowd, isHeard, publishToRoom, roomListenerTopic, roomOfListenerTopic } from "./topics.ts";

/** What a connection hears: exactly the rooms that its user is a member of, now. */
export class Subscriptions {
  readonly #context: Context;
  readonly #hub: Hub;
  readonly #delivery: Delivery;
  readonly #presence: Presence;

  constructor(parts: { context: Context; hub: Hub; delivery: Delivery; presence: Presence }) {
    this.#context = parts.context;
    this.#hub = parts.hub;
    this.#delivery = parts.delivery;
    this.#presence = parts.presence;
  }

  /** Brings every connection of a user in line with their memberships. */
  async reconcileUser(userId: string): Promise<void> {
    const connections = this.connectionsOf(userId);
    if (connections.length === 0) return;
    await Promise.all(connections.map((connection) => this.reconcile(connection)));
    const { roomIds } = await this.#context.access.standings(userId);
    // Gone meanwhile: nobody would tell of the end of a presence that began now.
    if (this.connectionsOf(userId).length > 0) this.#presence.enter(userId, roomIds);
  }

  /** Somebody came into a room: they and those who are in it learn of each other's presence. */
  introduce(userId: string, roomId: string): void {
    if (isCrowd(this.#hub, roomId) || !this.#presence.isOnline(userId)) return;
    publishToRoom(this.#hub, roomId, { type: "user_online", userId });
    for (const connection of this.connectionsOf(userId)) {
      for (const other of this.#presence.inGroup(roomId))
        connection.say({ type: "user_online", userId: other });
    }
  }

  /**
   * In turn for each connection, each time with the memberships of that moment: the last one decides. `greet` is called
   * right before the connection begins to hear its rooms, so what it says comes before every event and misses none.
   * Without it the connection is told of each room that it did not hear before: whoever should have done so (`welcome`)
   * may have failed for want of a database.
   */
  reconcile(connection: Connection, greet?: (roomIds: readonly string[]) => void): Promise<void> {
    return connection.inTurn(async () => {
      const wanted = await this.#context.access.standings(connection.owner);
      const missing = this.#bringInLine(connection, wanted);
      await this.#delivery.following(missing, () =>
        connection.atOnce(() => {
          if (greet) greet(wanted.roomIds);
          else this.#tellJoined(connection, missing);
          // Ended while the room was opened: the change that ended it waits its turn behind this one.
          for (const roomId of missing) connection.subscribe(this.topic(connection, roomId));
        }),
      );
    });
  }

  /** Whether anybody here would notice that this membership began or ended. */
  concerns(userId: string, roomId: string): boolean {
    return this.#hub.of(userId).length > 0 || isHeard(this.#hub, roomId);
  }

  hears(connection: Connection, roomId: string): boolean {
    return connection.isSubscribed(this.topic(connection, roomId));
  }

  topic(connection: Connection, roomId: string): string {
    return roomListenerTopic(roomId, connection.format);
  }

  connectionsOf(userId: string): Connection[] {
    return this.#hub.of(userId).filter((listener) => listener instanceof Connection);
  }

  #tellJoined(connection: Connection, roomIds: readonly string[]): void {
    if (!connection.actor) return;
    const user = actorAsUser(connection.actor);
    for (const roomId of roomIds) connection.say({ type: "user_joined", roomId, user });
  }

  /** Drops the rooms that it may no longer hear, and returns those that it does not hear yet. */
  #bringInLine(connection: Connection, wanted: Standings): readonly string[] {
    const { topics } = connection;
    if (topics.length === 0) return wanted.roomIds;
    for (const topic of topics) {
      const roomId = roomOfListenerTopic(topic);
      if (roomId && !wanted.has(roomId)) connection.unsubscribe(topic);
    }
    return wanted.roomIds.filter((roomId) => !this.hears(connection, roomId));
  }
}
