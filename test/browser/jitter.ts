import type { BrowserContext } from "playwright-core";

/** Milliseconds: most requests wait up to the first, every fourth up to the second, so that many are overtaken. */
const most = 30;
const some = 1200;

const wait = () => (Math.random() < 0.25 ? Math.random() * some : Math.random() * most);

/**
 * With JITTER=1 every request of a journey waits, so that answers come in another order than they were asked for. Whoever
 * drives the page has the same patience as ever; what fails is mostly the page that takes an older answer for news.
 */
export async function jitter(context: BrowserContext): Promise<void> {
  if (!process.env.JITTER) return;
  await context.route(/^http/, async (route) => {
    await Bun.sleep(wait());
    // The page may have gone meanwhile.
    await route.fallback().catch(() => undefined);
  });
}
