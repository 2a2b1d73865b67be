/** Whoever reads more slowly than the room speaks is closed, to come back and catch up: never skipped in silence. */
import { expect, test } from "bun:test";
import { Person } from "../support/client.ts";
import { Follower } from "../support/follower.ts";
import { startNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";
import { metricOf } from "./cluster.ts";
import { clientFrame, RawSocket } from "../support/raw-socket.ts";

/** The longest message, in characters of four bytes: the kernel's buffers between the two take some megabytes. */
const CONTENT = "😀".repeat(5000);
const AT_ONCE = 50;
const MOST = 1500;

test("a reader that stops is closed, what it had got has no hole, and the others notice nothing", async () => {
  await using node = await startNode({ RATE_LIMITS: "off" });
  const [sender, watching, stalling] = await Promise.all([
    Person.register(node.url),
    Person.register(node.url),
    Person.register(node.url),
  ]);
  const room = await sender.createRoom("closed");
  await sender.invite(room.id, watching);
  await sender.invite(room.id, stalling);
  await using follower = new Follower(watching, [room.id]).start();
  await follower.untilReady();
  await using slow = await RawSocket.upgrade(node.port);
  slow.write(clientFrame(JSON.stringify({ type: "authenticate", token: stalling.token })));
  await waitFor(() => slow.frames.some(({ type }) => type === "authenticated"));
  const open = await metricOf(node, "wisp_connections");
  slow.pause();

  let sent = 0;
  const closed = async () => (await metricOf(node, "wisp_connections")) === open - 1;
  while (sent < MOST && !(await closed())) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => sender.send(room.id, CONTENT)));
    sent += AT_ONCE;
  }
  await waitFor(closed, { message: `the slow reader to be closed after ${sent} messages` });

  slow.resume();
  await waitFor(() => slow.ended, { message: "the end of the slow connection" });
  const revisions = slow.frames.flatMap((frame) =>
    frame.type === "new_message" && "message" in frame ? [frame.message.revision] : [],
  );
  expect(revisions).toEqual(revisions.map((_, index) => index + 1));
  expect(revisions.length).toBeLessThan(sent);

  await waitFor(() => follower.holder(room.id).revision === sent, {
    message: "the others to have everything",
  });
  expect(follower.closes).toEqual([]);
  expect(follower.disorders).toEqual([]);
  await using back = new Follower(stalling, [room.id]).start();
  await back.untilReady();
  expect(back.holder(room.id).messages).toEqual(follower.holder(room.id).messages);
});
