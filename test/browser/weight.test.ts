/** What somebody's first room costs who has nothing of Wisp yet. `bun bench:page` says by how much it is below. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { launchBrowser } from "../support/chromium.ts";
import { demoNode, signInAs } from "../support/demo.ts";
import { budget, weigh } from "../support/weight.ts";

setDefaultTimeout(60_000);

test("the first room brings no more scripts and styles than was promised", async () => {
  await using node = await demoNode();
  await node.start();
  await using browser = await launchBrowser();
  await using context = await browser.newContext({ baseURL: node.url });
  await signInAs(context, node.url, "maya");
  const page = await context.newPage();
  const { bytes } = await weigh(await context.newCDPSession(page), async () => {
    await page.goto("/");
    await page.locator("html[data-live=online]").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
  });
  expect(await page.locator("#messages .message").count()).toBeGreaterThan(0);
  // Less than half would say that not all of it was counted.
  expect(bytes.Script).toBeWithin(budget.Script / 2, budget.Script);
  expect(bytes.Stylesheet).toBeWithin(budget.Stylesheet / 2, budget.Stylesheet);
});
