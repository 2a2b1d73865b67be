/** Every page, as people need it: in each theme, on small screens, magnified, in other languages, by keyboard. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.ts";
import { demoNode, signInAs } from "../support/demo.ts";
import type { WispNode } from "../support/node.ts";
import { colourFindings, findings } from "./axe.ts";
import { everyPage, type Ids, idsOf, type PageCase, unlistedPages, viewer } from "./every-page.ts";
import { jitter } from "./jitter.ts";
import { desk, lookInside, overflows, phone, plainTexts, settled, standingStill } from "./fit.ts";

setDefaultTimeout(120_000);
let node: WispNode;
let browser: Browser;
let ids: Ids;
beforeAll(async () => {
  [node, browser] = await Promise.all([demoNode(), launchBrowser()]);
  await node.start();
  ids = await idsOf(node.url);
});
afterAll(async () => {
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
});

/** A page with scripts is connected when they have done their work; some, such as errors, have none. */
const WORKING = "html[data-live=online], html:not(:has(script[type=module]))";

/** One tab of somebody who is signed in and one of somebody who is not, for all tests of a group. */
function readers(options: BrowserContextOptions = {}) {
  const tabs: Page[] = [];
  const arrive = async (): Promise<BrowserContext> => {
    const context = await browser.newContext({ baseURL: node.url, reducedMotion: "reduce", ...options });
    await lookInside(context);
    await jitter(context);
    tabs.push(await context.newPage());
    return context;
  };
  beforeAll(async () => {
    await signInAs(await arrive(), node.url, viewer);
    await arrive();
  });
  afterAll(() => Promise.all(tabs.map((tab) => tab.context().close())));
  const tab = (signedIn: boolean): Page => tabs[signedIn ? 0 : 1]!;
  /** Opens a page as whoever it is for. */
  const open = async ({ path, signedIn }: PageCase): Promise<Page> => {
    const page = tab(signedIn);
    await page.goto(path(ids));
    await page.locator(WORKING).waitFor({ state: "attached" });
    return page;
  };
  return { tab, open };
}

const nameOf = ({ name, route }: PageCase): string => name ?? route ?? "";

test("every page that the server has is looked at", () => expect(unlistedPages()).toEqual([]));

/** How a system may want its pages; each is looked at for everything in the first, and in the others for their colours. */
const [plain, ...others] = [
  { look: "light", colorScheme: "light", contrast: "no-preference" },
  { look: "dark", colorScheme: "dark", contrast: "no-preference" },
  { look: "dark, more contrast", colorScheme: "dark", contrast: "more" },
  { look: "light, more contrast", colorScheme: "light", contrast: "more" },
] as const;

describe("axe finds nothing", () => {
  const { open } = readers();
  for (const [form, viewport] of Object.entries({ desk, phone })) {
    test.each(everyPage.map((each) => [nameOf(each), form, each] as const))(
      "on %s, %s",
      async (...[, , each]) => {
        const page = await open(each);
        await page.setViewportSize(viewport);
        await page.emulateMedia(plain);
        const found = await findings(page, plain.look);
        for (const { look, ...media } of others) {
          await page.emulateMedia(media);
          found.push(...(await colourFindings(page, look)));
        }
        expect(found).toEqual([]);
      },
    );
  }
});

describe("German fits, narrow and magnified", () => {
  const { open } = readers({ locale: "de-DE" });
  test.each(everyPage.map((each) => [nameOf(each), each] as const))("on %s", async (_, each) => {
    expect(await overflows(await open(each))).toEqual([]);
  });
});

describe("a longer language from right to left fits, and every text of it comes from the catalogue", () => {
  const speak = async (language: string): Promise<void> => {
    const data = { language };
    const headers = { origin: node.url };
    expect((await tab(true).request.patch("/api/users/me/preferences", { data, headers })).ok()).toBe(true);
  };
  afterAll(() => speak("auto"));
  const { open, tab } = readers();
  beforeAll(() => speak("en-XB"));
  // Nobody at the door is offered it.
  const inside = everyPage.filter(({ signedIn }) => signedIn);
  test.each(inside.map((each) => [nameOf(each), each] as const))("on %s", async (_, each) => {
    const page = await open(each);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    expect({ found: await overflows(page), plain: await plainTexts(page) }).toEqual({ found: [], plain: [] });
  });
});

describe("what somebody chooses", () => {
  const { open } = readers();
  const room: PageCase = { path: ({ roomId }) => `/rooms/${roomId}`, signedIn: true };
  const dress = (page: Page, look: Record<string, string>) =>
    page.evaluate(`Object.assign(document.documentElement.dataset, ${JSON.stringify(look)})`);
  const colours = async (page: Page): Promise<string[]> => {
    await settled(page);
    return page.evaluate<string[]>("look.colours()");
  };

  test("looks as if the system wanted it", async () => {
    const page = await open(room);
    await standingStill(page, async () => {
      for (const { colorScheme, contrast } of others) {
        await page.emulateMedia({ colorScheme, contrast });
        await dress(page, { theme: "system", contrast: "system" });
        const wanted = await colours(page);
        const opposite = colorScheme === "dark" ? "light" : "dark";
        await page.emulateMedia({ colorScheme: opposite, contrast: "no-preference" });
        await dress(page, { theme: colorScheme, contrast: contrast === "more" ? "more" : "system" });
        expect(await colours(page)).toEqual(wanted);
      }
    });
  });

  test("can be read in every accent", async () => {
    const page = await open(room);
    const found = await findings(page);
    for (const accent of ["blue", "violet", "rose", "amber", "green", "graphite"]) {
      for (const theme of ["light", "dark"]) {
        await dress(page, { accent, theme, contrast: "system" });
        found.push(...(await colourFindings(page, `${accent}, ${theme}`)));
      }
    }
    expect(found).toEqual([]);
  });
});

/** Far more than a page has to be tabbed through before its parts are other people's messages. */
const STEPS = 80;

describe("whoever tabs through a room", () => {
  const { open } = readers({ viewport: desk });
  test("sees where they are", async () => {
    const page = await open({ path: ({ roomId }) => `/rooms/${roomId}`, signedIn: true });
    await page.locator("a[href='#main']").focus();
    for (let step = 0; step < STEPS; step += 1) {
      await settled(page);
      if (!(await page.evaluate<boolean>("look.noteFocus()"))) break;
      await page.keyboard.press("Tab");
    }
    const { count, unseen } = await page.evaluate<{ count: number; unseen: string[] }>("look.unseenFocus()");
    expect(count).toBeGreaterThan(15);
    expect(unseen).toEqual([]);
  });
});
