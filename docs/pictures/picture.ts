import type { BrowserContextOptions, Page } from "playwright-core";
import type { Username } from "../../db/seed/people.ts";

/** One file of docs/screenshots, and the way to what it shows. */
export type Picture = {
  /** Without `.png`. */
  name: string;
  /** Where it is taken: at the demo workspace, or at a node that nobody has been to. */
  at: "demo" | "empty";
  /** Who looks, of the demo's people; nobody: a stranger. */
  as?: Username;
  options: BrowserContextOptions;
  /** From the front page to what is to be seen. */
  steps(page: Page): Promise<void>;
};

/** Opens a room by its name, also on a phone, where the list is not to be seen while a room is. */
export async function openRoom(page: Page, name: string): Promise<void> {
  const link = page.locator('#sidebar a[href^="/rooms/"]', { hasText: name }).first();
  await page.goto((await link.getAttribute("href")) ?? "/");
  await page.getByRole("textbox").first().waitFor();
}

export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 800 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};
