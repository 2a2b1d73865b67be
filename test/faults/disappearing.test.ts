/** Messages that disappear, on two nodes, a libSQL server and a replica; and when a node dies before their time. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { follow } from "../contract/expectations.ts";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { Cluster, metricOf } from "./cluster.ts";

test("what a node stored goes at its time everywhere, also where that node died", async () => {
  await using cluster = await Cluster.start();
  const [first, second] = [cluster.node(0), cluster.node(1)];
  const ann = await Person.register(first.url);
  const ben = await Person.register(second.url);
  const room = await ann.createRoom();
  await ben.call("POST", `/api/rooms/${room.id}/join`);
  await using his = await ben.connect();
  await cluster.query(`UPDATE rooms SET message_lifetime = 8 WHERE id = '${room.id}'`);
  const poll = await ann.call<Message>("POST", `/api/rooms/${room.id}/polls`, {
    question: `Who, @${ben.username}?`,
    options: ["A", "B"],
  });
  await ben.call("PUT", `/api/messages/${poll.id}/votes`, { options: [1] });
  await ann.send(room.id, "goes too");
  await first.kill();
  await waitFor(() => follow(his.changesOf(room.id)).get(poll.id)?.deletedAt, { timeout: 25_000 });
  await waitFor(async () => (await ben.history(room.id)).messages.every(({ content }) => content === ""), {
    timeout: 15_000,
  });
  for (const table of ["poll_votes", "mentions", "push_deliveries"])
    expect(await cluster.query(`SELECT * FROM ${table}`)).toEqual([]);
  await waitFor(async () => {
    const [[unread] = []] = await cluster.query(
      `SELECT r.last_sequence - m.last_read_sequence FROM rooms r JOIN memberships m ON m.room_id = r.id
        WHERE r.id = '${room.id}' AND m.user_id = '${ben.id}'`,
    );
    return Number(unread) === 0;
  });
  // A day later.
  await cluster.query("UPDATE messages SET expires_at = 1");
  await waitFor(async () => (await ben.history(room.id)).messages.length === 1, { timeout: 25_000 });
  const last = await ben.send(room.id, "still in order");
  expect(last.sequence).toBe(3);
  expect(await metricOf(second, "wisp_errors_total")).toBe(0);
});
