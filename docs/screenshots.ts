/** `bin/screenshots`: docs/screenshots, taken anew; `bin/screenshots palette emoji` takes only these. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { people, type Username } from "../db/seed/people.ts";
import { launchBrowser } from "../test/support/chromium.ts";
import { SocketClient } from "../test/support/client.ts";
import { demoNode, signInAs, tokenOf } from "../test/support/demo.ts";
import { startNode, type WispNode } from "../test/support/node.ts";
import { pictures } from "./pictures/index.ts";
import type { Picture } from "./pictures/picture.ts";

const folder = join(import.meta.dir, "screenshots");

/** Somebody who is there, and so has the green dot. */
async function attend(node: WispNode, username: Username): Promise<SocketClient> {
  const socket = await SocketClient.open(node.url);
  socket.say({ type: "authenticate", token: await tokenOf(node.url, username) });
  await socket.next("authenticated");
  return socket;
}

/** Until nothing moves: the letters have their font, pictures are there, and islands have taken over. */
async function still(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

async function take(browser: Browser, node: WispNode, picture: Picture): Promise<void> {
  await using context = await browser.newContext({
    baseURL: node.url,
    reducedMotion: "reduce",
    locale: "en-GB",
    ...picture.options,
  });
  context.setDefaultTimeout(8000);
  if (picture.as) await signInAs(context, node.url, picture.as);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.request().isNavigationRequest() && response.status() >= 400)
      refused.push(`${response.url()} answered ${response.status()}`);
  });
  await page.goto("/");
  await picture.steps(page);
  await still(page);
  if (refused[0]) throw new Error(refused[0]);
  await page.screenshot({ path: join(folder, `${picture.name}.png`), caret: "hide" });
}

async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const wanted = process.argv.slice(2);
  await using demo = await demoNode({ LOG_LEVEL: "warn" });
  await using empty = await startNode({ RATE_LIMITS: "off", LOG_LEVEL: "warn" });
  await demo.start();
  const present = await Promise.all(people.slice(1, 6).map(({ username }) => attend(demo, username)));
  await using browser = await launchBrowser();
  let failed = 0;
  for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    try {
      await take(browser, picture.at === "demo" ? demo : empty, picture);
      console.log(`✓ ${picture.name}`);
    } catch (error) {
      failed += 1;
      console.log(
        `✗ ${picture.name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
      );
    }
  }
  await Promise.all(present.map((socket) => socket[Symbol.asyncDispose]()));
  return failed === 0 ? 0 : 1;
}

process.exit(await main());
