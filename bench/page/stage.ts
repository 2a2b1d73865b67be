import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { launchBrowser } from "../../test/support/chromium.ts";
import { demoNode, signInAs, tokenOf } from "../../test/support/demo.ts";
import { bundled } from "../../test/support/inside.ts";
import type { WispNode } from "../../test/support/node.ts";
import { addLongRoom } from "./long-room.ts";

export type Form = "desk" | "phone";

/** `viewport` is what the Lighthouse runs and people have, near enough. */
const forms: Record<Form, BrowserContextOptions> = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

const reader = "maya";
const writer = "samuel";

/** A page that nobody has opened before: its cache is empty. */
export type Visit = { page: Page; context: BrowserContext; cdp: CDPSession } & AsyncDisposable;

type VisitOptions = { form?: Form; signedIn?: boolean; slower?: number };

/** The demo workspace, one room of it very long, on a node as shipped, and a browser. */
export class PageStage implements AsyncDisposable {
  readonly node: WispNode;
  readonly browser: Browser;
  readonly longRoom: string;
  readonly #inside: string;
  #cookies: Awaited<ReturnType<BrowserContext["cookies"]>> = [];

  private constructor(node: WispNode, browser: Browser, longRoom: string, inside: string) {
    this.node = node;
    this.browser = browser;
    this.longRoom = longRoom;
    this.#inside = inside;
  }

  static async open(): Promise<PageStage> {
    const [node, browser, inside] = await Promise.all([
      demoNode({ LOG_LEVEL: "warn" }),
      launchBrowser(),
      bundled(join(import.meta.dir, "inside/index.ts")),
    ]);
    const longRoom = await addLongRoom(node);
    await node.start();
    const stage = new PageStage(node, browser, longRoom, inside);
    await using context = await browser.newContext();
    await signInAs(context, node.url, reader);
    stage.#cookies = await context.cookies();
    return stage;
  }

  /** What the reader is signed in by. */
  get cookies() {
    return this.#cookies;
  }

  async visit({ form = "desk", signedIn = true, slower = 1 }: VisitOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({ ...forms[form], baseURL: this.node.url });
    if (signedIn) await context.addCookies(this.#cookies);
    await context.addInitScript({ content: this.#inside });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    if (slower !== 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    return { page, context, cdp, [Symbol.asyncDispose]: () => context.close() };
  }

  /** By which the other person writes what the reader receives. */
  writersToken(): Promise<string> {
    return tokenOf(this.node.url, writer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.node[Symbol.asyncDispose]();
  }
}

/** The page works: connected, and nothing on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator("html[data-live=online]").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
}
