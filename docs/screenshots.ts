/** `bin/screenshots`: the demo workspace on a node of its own, and its pictures in docs/images for the README. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { demoPassword, people } from "../db/seed/people.ts";
import { launchBrowser } from "../test/support/chromium.ts";
import { WispNode } from "../test/support/node.ts";

const root = join(import.meta.dir, "..");
const images = join(import.meta.dir, "images");
const [viewer, ...others] = people;

await using node = new WispNode({ RATE_LIMITS: "off", LOG_LEVEL: "warn" });

async function seed(): Promise<void> {
  const data = join(node.directory, "data");
  mkdirSync(data);
  const child = Bun.spawn([process.execPath, join(root, "db/seed.ts")], {
    env: { ...process.env, DATA_DIR: data, DATABASE_URL: "" },
    stdout: "ignore",
  });
  if ((await child.exited) !== 0) throw new Error("the seed failed");
}

/** Somebody who is there, and so has the green dot. */
async function attend(username: string): Promise<WebSocket> {
  const response = await fetch(`${node.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: username, password: demoPassword }),
  });
  const { accessToken: token } = (await response.json()) as { accessToken: string };
  const socket = new WebSocket(node.socketUrl);
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "authenticate", token })));
  socket.addEventListener("message", () => resolve(socket), { once: true });
  socket.addEventListener("error", () => reject(new Error(`${username} could not connect`)));
  return promise;
}

async function picture(browser: Browser, file: string, options: BrowserContextOptions): Promise<void> {
  await using context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${node.url}/sign-in`);
  await page.getByLabel("Email or username").fill(viewer.username);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  // On a phone the list of rooms is not to be seen while a room is.
  const room = page.locator('a[href^="/rooms/"]', { hasText: "Firmware" }).first();
  await page.goto(node.url + (await room.getAttribute("href")));
  await page.getByRole("textbox").waitFor();
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(images, file) });
}

mkdirSync(images, { recursive: true });
await seed();
await node.start();
const present = await Promise.all(others.slice(0, 5).map(({ username }) => attend(username)));
await using browser = await launchBrowser();
const desk = { viewport: { width: 1200, height: 760 } };
const phone = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
await picture(browser, "desk.png", { ...desk, colorScheme: "light" });
await picture(browser, "desk-dark.png", { ...desk, colorScheme: "dark" });
await picture(browser, "phone-dark.png", { ...phone, colorScheme: "dark" });
for (const socket of present) socket.close();
