/** Whether a page fits, and whether its words are the catalogue's; test/browser/inside looks. */
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { bundled } from "../support/inside.ts";

export const desk = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
/** What WCAG asks a page to be narrowed to (1.4.10), and a small laptop at 200 %. */
const narrow = { width: 320, height: 640 };
const magnified = { width: 640, height: 400 };

let inside: Promise<string> | undefined;

/** Makes `look` known to every page that the browser opens from now on. */
export async function lookInside(context: BrowserContext): Promise<void> {
  inside ??= bundled(join(import.meta.dir, "inside/index.ts"));
  await context.addInitScript({ content: await inside });
}

/** Waits for what is on its way: neither its colours nor its place are those that people see. */
export const settled = (page: Page) =>
  page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))");

/** Holds the page's scripts, such as what draws who has read: what is looked at twice is then the same page. */
export async function standingStill(page: Page, look: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  try {
    await look();
  } finally {
    await session.detach();
  }
}

/** What does not fit, at each size that people may have. */
export async function overflows(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of [narrow, magnified, desk]) {
    await page.setViewportSize(size);
    const place = `${new URL(page.url()).pathname}, ${size.width} × ${size.height}`;
    const wide = await page.evaluate<number>("look.tooWide()");
    if (wide > 0) found.push(`${place}: ${wide} pixels too wide`);
    const cut = await page.evaluate<string[]>("look.cutTexts()");
    found.push(...cut.map((text) => `${place}: cut: ${text}`));
  }
  return found;
}

/** Texts that are in no catalogue, on a page in the pseudo language. */
export const plainTexts = (page: Page): Promise<string[]> => page.evaluate<string[]>("look.plainTexts()");
