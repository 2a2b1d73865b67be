import type { Visitor } from "./visitors.ts";

/** Holds back the first answer from an address that is meant, drawn as it was, until it is let go. */
async function heldBack(
  { page }: Visitor,
  url: string | RegExp,
  isMeant: (body: string) => boolean,
): Promise<{ drawn: Promise<void>; letGo: () => void }> {
  const held = Promise.withResolvers<void>();
  const drawn = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    const response = await route.fetch();
    if (isMeant(await response.text())) {
      drawn.resolve();
      await held.promise;
    }
    await route.fulfill({ response });
  });
  return { drawn: drawn.promise, letGo: () => held.resolve() };
}

/** The first answer from an address. `release` lets it go, and waits until the page has it. */
export async function hold(visitor: Visitor, url: string) {
  const { drawn, letGo } = await heldBack(visitor, url, () => true);
  return {
    drawn,
    async release(): Promise<void> {
      const come = visitor.page.waitForResponse(url);
      letGo();
      await (await come).finished();
    },
  };
}

/** The first sidebar that is drawn as `isMeant` says. `release` lets it go, and waits until it is put in. */
export async function holdSidebar(visitor: Visitor, isMeant: (markup: string) => boolean) {
  const { drawn, letGo } = await heldBack(visitor, /\/sidebar\?/, isMeant);
  const { page } = visitor;
  return {
    drawn,
    async release(): Promise<void> {
      // What the server does not draw goes with the sidebar that comes.
      await page.locator("#sidebar").evaluate((nav: { setAttribute(name: string, value: string): void }) => {
        nav.setAttribute("data-before", "");
      });
      letGo();
      await page.locator("#sidebar:not([data-before])").waitFor();
    },
  };
}
