import { expect, test } from "bun:test";
import type { Context } from "../domain/context.ts";
import { Standings } from "../domain/standings.ts";
import { Hub } from "../realtime/hub.ts";
import { defaultPreferences } from "../lib/contract/preferences.ts";
import type { Presence } from "../realtime/presence.ts";
import { Connection, type Socket } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import { Subscriptions } from "./subscriptions.ts";

/** A connection of somebody whose memberships the test decides, and what it is told. */
function start() {
  const memberships: string[] = [];
  const topics = new Set<string>();
  const sent: { type: string; roomId?: string }[] = [];
  const socket = {
    data: { id: "c", format: "json" },
    send: (text: string) => sent.push(JSON.parse(text) as { type: string }),
    subscribe: (topic: string) => topics.add(topic),
    unsubscribe: (topic: string) => topics.delete(topic),
    cork: (work: () => void) => work(),
    isSubscribed: (topic: string) => topics.has(topic),
    get subscriptions() {
      return [...topics];
    },
  };
  const connection = new Connection(socket as unknown as Socket);
  const person = { userId: "u", username: "ann", displayName: "Ann", avatarUrl: null, createdAt: 0 };
  connection.actor = {
    ...person,
    role: "member",
    preferences: defaultPreferences,
    statusEmoji: null,
    statusText: null,
    statusExpiresAt: null,
    silencedUntil: null,
    blocked: [],
    sessionId: "s",
  };
  const hub = new Hub();
  hub.add(connection);
  const subscriptions = new Subscriptions({
    context: {
      access: { standings: () => Promise.resolve(new Standings([...memberships], "om")) },
    } as unknown as Context,
    hub,
    delivery: {
      following: (_: string[], work: () => void) => Promise.resolve(work()),
    } as unknown as Delivery,
    presence: { enter: () => undefined } as unknown as Presence,
  });
  return { memberships, topics, sent, connection, subscriptions };
}

test("a connection that comes to hear a room of which nobody told it is told, before it hears anything", async () => {
  const { memberships, topics, sent, subscriptions } = start();
  memberships.push("room");
  await subscriptions.reconcileUser("u");
  await subscriptions.reconcileUser("u");
  expect(sent).toMatchObject([{ type: "user_joined", roomId: "room", user: { id: "u" } }]);
  expect([...topics]).toEqual(["room:room:json"]);
});

test("who is greeted with their rooms is not told of each", async () => {
  const { memberships, sent, connection, subscriptions } = start();
  memberships.push("room");
  const greeted: (readonly string[])[] = [];
  await subscriptions.reconcile(connection, (rooms) => greeted.push(rooms));
  expect(greeted).toEqual([["room"]]);
  expect(sent).toEqual([]);
});
