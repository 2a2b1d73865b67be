import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../db/database.ts";
import type { Context } from "../domain/context.ts";
import { MemoryBroker } from "../realtime/broker.ts";
import { Hub } from "../realtime/hub.ts";
import { Delivery } from "./delivery.ts";
import { roomTopic } from "./topics.ts";

test("a room is followed until the last who was about to listen has decided, and given up a minute after nobody does", async () => {
  const directory = mkdtempSync(join(tmpdir(), "wisp-delivery-"));
  const database = new Database({ url: `file:${join(directory, "wisp.db")}` });
  await database.migrate();
  const delivery = new Delivery({
    context: { database } as Context,
    hub: new Hub(),
    broker: new MemoryBroker(),
  });
  const roomId = crypto.randomUUID();
  const position = () => delivery.sequencer.position(roomTopic(roomId));

  const gate = Promise.withResolvers<void>();
  const slow = delivery.following([roomId], () => gate.promise);
  await delivery.following([roomId], () => {
    // The look for unheard rooms comes between following a room and listening to it.
    delivery.closeUnheard();
    expect(position()).toBe(0);
  });
  delivery.closeUnheard();
  expect(position()).toBe(0);
  gate.resolve();
  await slow;
  delivery.closeUnheard();
  // Who lost the network comes back soon, and finds in memory what was missed.
  expect(position()).toBe(0);
  delivery.closeUnheard(undefined, performance.now() + 61_000);
  expect(position()).toBeUndefined();

  await database.close();
  rmSync(directory, { recursive: true });
});
