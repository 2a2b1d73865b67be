import type { Visitor } from "./visitors.ts";

/** Holds back the first sidebar that is drawn as `isMeant` says. `release` lets it go, and waits until it is put in. */
export async function holdSidebar({ page }: Visitor, isMeant: (markup: string) => boolean) {
  const held = Promise.withResolvers<void>();
  const drawn = Promise.withResolvers<void>();
  await page.route(/\/sidebar\?/, async (route) => {
    const response = await route.fetch();
    if (isMeant(await response.text())) {
      drawn.resolve();
      await held.promise;
    }
    await route.fulfill({ response });
  });
  return {
    drawn: drawn.promise,
    async release(): Promise<void> {
      // What the server does not draw goes with the sidebar that comes.
      await page.locator("#sidebar").evaluate((nav: { setAttribute(name: string, value: string): void }) => {
        nav.setAttribute("data-before", "");
      });
      held.resolve();
      await page.locator("#sidebar:not([data-before])").waitFor();
    },
  };
}
