/** Every page, as people need it: in each theme, on small screens, magnified, in other languages, by keyboard. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.ts";
import { demoNode, signInAs } from "../support/demo.ts";
import { bundled } from "../support/inside.ts";
import type { WispNode } from "../support/node.ts";
import { colourFindings, findings } from "./axe.ts";
import { everyPage, type Ids, idsOf, type PageCase, unlistedPages, viewer } from "./every-page.ts";

setDefaultTimeout(180_000);
let node: WispNode;
let browser: Browser;
let inside: string;
let ids: Ids;
beforeAll(async () => {
  [node, browser, inside] = await Promise.all([
    demoNode(),
    launchBrowser(),
    bundled(join(import.meta.dir, "inside/index.ts")),
  ]);
  await node.start();
  ids = await idsOf(node.url);
});
afterAll(async () => {
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
});

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** What WCAG asks a page to be narrowed to (1.4.10), and a small laptop at 200 %. */
const narrow = { width: 320, height: 640 };
const magnified = { width: 640, height: 400 };

/** A page with scripts is connected when they have done their work; some, such as errors, have none. */
const WORKING = "html[data-live=online], html:not(:has(script[type=module]))";

/** A browser of somebody who is signed in, and of somebody who is not. */
async function readers(options: BrowserContextOptions = {}) {
  const [inner, outer] = await Promise.all(
    [0, 1].map(() => browser.newContext({ baseURL: node.url, reducedMotion: "reduce", ...options })),
  );
  if (!inner || !outer) throw new Error("no browser");
  await signInAs(inner, node.url, viewer);
  for (const context of [inner, outer]) await context.addInitScript({ content: inside });
  const [member, stranger] = await Promise.all([inner.newPage(), outer.newPage()]);
  return {
    member,
    /** Opens a page as whoever it is for. */
    async open({ path, signedIn }: PageCase): Promise<Page> {
      const page = signedIn ? member : stranger;
      await page.goto(path(ids));
      await page.locator(WORKING).waitFor({ state: "attached" });
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([inner.close(), outer.close()]);
    },
  };
}

test("every page that the server has is looked at", () => expect(unlistedPages()).toEqual([]));

/** How a system may want its pages; the first is looked at for everything, the others for what a theme can break. */
const themes = [
  { look: "light", colorScheme: "light", contrast: "no-preference" },
  { look: "dark", colorScheme: "dark", contrast: "no-preference" },
  { look: "dark, more contrast", colorScheme: "dark", contrast: "more" },
  { look: "light, more contrast", colorScheme: "light", contrast: "more" },
] as const;

for (const [form, viewport] of Object.entries({ desk, phone })) {
  test(`axe finds nothing on any page, light, dark or with more contrast: ${form}`, async () => {
    await using reading = await readers({ viewport });
    const found: string[] = [];
    for (const each of everyPage) {
      const page = await reading.open(each);
      for (const { look, ...media } of themes) {
        await page.emulateMedia(media);
        found.push(...(await (look === "light" ? findings : colourFindings)(page, `${form}, ${look}`)));
      }
    }
    expect(found).toEqual([]);
  });
}

/** What does not fit, at each size that people may have. */
async function overflows(page: Page, language: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of [narrow, magnified, desk]) {
    await page.setViewportSize(size);
    const place = `${new URL(page.url()).pathname}, ${language}, ${size.width} × ${size.height}`;
    const wide = await page.evaluate<number>("look.tooWide()");
    if (wide > 0) found.push(`${place}: ${wide} pixels too wide`);
    const cut = await page.evaluate<string[]>("look.cutTexts()");
    found.push(...cut.map((text) => `${place}: cut: ${text}`));
  }
  return found;
}

test("German fits, narrow and magnified", async () => {
  await using reading = await readers({ locale: "de-DE" });
  const found: string[] = [];
  for (const each of everyPage) found.push(...(await overflows(await reading.open(each), "German")));
  expect(found).toEqual([]);
});

async function choose(page: Page, language: string): Promise<void> {
  const response = await page.request.patch("/api/users/me/preferences", {
    data: { language },
    headers: { origin: node.url },
  });
  if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`);
}

test("a longer language from right to left fits, and every text of it comes from the catalogue", async () => {
  await using reading = await readers();
  await choose(reading.member, "en-XB");
  /** With the first page that shows it: most are in the frame of them all. */
  const plain = new Map<string, string>();
  const found: string[] = [];
  for (const each of everyPage.filter(({ signedIn }) => signedIn)) {
    const page = await reading.open(each);
    found.push(...(await overflows(page, "pseudo")));
    const texts = await page.evaluate<string[]>("look.plainTexts()");
    for (const text of texts) if (!plain.has(text)) plain.set(text, each.route ?? each.path(ids));
  }
  await choose(reading.member, "auto");
  expect({ plain: Object.fromEntries(plain), found }).toEqual({ plain: {}, found: [] });
});

/** Far more than a page has to be tabbed through before its parts are other people's messages. */
const STEPS = 80;

test("whoever tabs through a room sees where they are", async () => {
  await using reading = await readers({ viewport: desk });
  const page = await reading.open({ path: ({ roomId }) => `/rooms/${roomId}`, signedIn: true });
  await page.locator("a[href='#main']").focus();
  for (let step = 0; step < STEPS; step += 1) {
    if (!(await page.evaluate<boolean>("look.noteFocus()"))) break;
    await page.keyboard.press("Tab");
  }
  const { count, unseen } = await page.evaluate<{ count: number; unseen: string[] }>("look.unseenFocus()");
  expect(count).toBeGreaterThan(15);
  expect(unseen).toEqual([]);
});
