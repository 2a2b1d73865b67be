/** Two people in two browsers on two nodes, as with compose.yaml: they notice nothing of it, also when Redis is gone. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Cluster, healthOf } from "../faults/cluster.ts";
import { launchBrowser } from "../support/chromium.ts";
import { waitFor } from "../support/wait.ts";
import { ada, grace, Visitor } from "./visitors.ts";

setDefaultTimeout(120_000);

test("people on two nodes find each other and talk, with Redis and without", async () => {
  await using cluster = await Cluster.start();
  const browser = await launchBrowser();
  try {
    const one = await Visitor.arrive(browser, cluster.node(0).url);
    const other = await Visitor.arrive(browser, cluster.node(1).url);
    await one.signUp(ada);
    const roomId = await one.createRoom("Far apart");
    await other.signUp(grace);
    await other.joinRoom("Far apart");
    await Promise.all([one.live(), other.live()]);
    await one.write("Can you hear me?");
    await other.sees("Can you hear me?");
    await other.write("As if you were here");
    await one.sees("As if you were here");

    await cluster.redis.kill();
    await waitFor(async () =>
      (await Promise.all(cluster.nodes.map(healthOf))).every((health) => health?.status === "degraded"),
    );
    await one.write("And now?");
    await other.sees("And now?");
    await cluster.redis.start();
    await other.write("Still here");
    await one.sees("Still here");

    await other.page.reload();
    await other.sees("Still here");
    expect(other.roomId()).toBe(roomId);
    expect(await other.contents()).toEqual(await one.contents());
    expect([...one.complaints, ...other.complaints]).toEqual([]);
  } finally {
    await browser.close();
  }
});
