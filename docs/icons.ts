/** `bun docs/icons.ts`: the mark as the pictures that home screens want, in static/icons. */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../test/support/chromium.ts";

const folder = join(import.meta.dir, "../static/icons");
const mark = `
  <path fill="#4fd0cd" d="M17.6 1.5c1.2 5.4 9.9 8.4 9.9 17.2A11.5 11.5 0 0 1 4.500 18.500c0-4.200 2.100-6.900 4.300-9.300.3 2.500 1.400 4.100 2.800 4.800C11.200 9.200 13.300 4.100 17.600 1.500Z"/>
  <circle fill="#ffc75a" cx="16" cy="20.500" r="4.800"/>`;

type Drawing = {
  size: number;
  /** Of the picture's edge. */ markShare: number;
  /** Of it too; 0: up to the edge. */ round: number;
};

/** Systems cut a maskable picture to a circle of four fifths, and round one of Apple's themselves. */
const drawings: Record<string, Drawing> = {
  "icon-192": { size: 192, markShare: 0.62, round: 0.22 },
  "icon-512": { size: 512, markShare: 0.62, round: 0.22 },
  "maskable-192": { size: 192, markShare: 0.5, round: 0 },
  "maskable-512": { size: 512, markShare: 0.5, round: 0 },
  "apple-touch-icon": { size: 180, markShare: 0.62, round: 0 },
};

function svg({ size, markShare, round }: Drawing): string {
  const edge = size * markShare;
  const offset = (size - edge) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" style="display:block">
    <rect width="${size}" height="${size}" rx="${size * round}" fill="#12282d"/>
    <svg x="${offset}" y="${offset}" width="${edge}" height="${edge}" viewBox="0 0 32 32">${mark}</svg></svg>`;
}

async function draw(browser: Browser, name: string, drawing: Drawing): Promise<void> {
  const { size } = drawing;
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0">${svg(drawing)}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}

await using browser = await launchBrowser();
for (const [name, drawing] of Object.entries(drawings)) await draw(browser, name, drawing);
