/** A page that stays open while the nodes behind the balancer are replaced: its reader and its writer notice nothing. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { ada, grace, Visitor } from "../browser/visitors.ts";
import { Cluster, sharedSettings } from "../faults/cluster.ts";
import { launchBrowser } from "../support/chromium.ts";
import { WispNode } from "../support/node.ts";
import { NextVersion } from "./next-version.ts";
import { DRAINING, patientBalancer, roll } from "./rolling.ts";

setDefaultTimeout(60_000);

/** Messages at least, and milliseconds between two of them, as somebody in a hurry writes. */
const MESSAGES = 20;
const PAUSE = 60;

/** Remembers each message that the page calls "Not sent", also for a moment; a page that was loaded again has forgotten. */
const REMEMBER = `globalThis.failures = [];
new MutationObserver(() => failures.push(...document.querySelectorAll(".message-failure")))
  .observe(document.body, { childList: true, subtree: true });`;
const FAILURES = "globalThis.failures?.map(({ textContent }) => textContent)";

test("two pages go on talking while both nodes make way for the next version", async () => {
  using next = new NextVersion();
  await using all = new AsyncDisposableStack();
  await using cluster = await Cluster.start({ settings: DRAINING });
  await using balancer = await patientBalancer(cluster.nodes);
  await using browser = await launchBrowser();
  const [one, other] = [
    await Visitor.arrive(browser, balancer.url),
    await Visitor.arrive(browser, balancer.url),
  ];
  await one.signUp(ada);
  await one.createRoom("All along");
  await other.signUp(grace);
  await other.joinRoom("All along");
  const visitors = [one, other];
  for (const visitor of visitors) {
    await visitor.live();
    await visitor.page.evaluate(REMEMBER);
  }

  const settings = sharedSettings(cluster.redis.url, cluster.sqld.url);
  const successor = (node: WispNode) => {
    all.use(node);
    return new WispNode({ ...settings, ...DRAINING, PORT: String(node.port) }, next.directory);
  };
  const deployment = { rolling: true };
  const rolled = roll({ cluster, balancer, successor }).finally(() => (deployment.rolling = false));
  const written: string[] = [];
  for (let index = 0; deployment.rolling || index < MESSAGES; index += 1) {
    written.push(`message ${index}`);
    await one.write(`message ${index}`);
    await one.page.waitForTimeout(PAUSE);
  }
  await rolled;
  for (const visitor of visitors) {
    await visitor.until(async () => (await visitor.contents()).length >= written.length, "all to be shown");
    await visitor.live();
    expect(await visitor.contents()).toEqual(written);
    expect(await visitor.outgoing("").count()).toBe(0);
    expect(await visitor.page.evaluate(FAILURES)).toEqual([]);
    expect(await visitor.page.locator("#connection").textContent()).toBe("");
    expect(visitor.complaints).toEqual([]);
  }
});
