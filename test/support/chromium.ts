import { chromium, type Browser, type BrowserContext } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** `CHROMIUM`, or the first browser on PATH of those that `bin/test` looks for. */
function executable(): string {
  const wanted = process.env["CHROMIUM"] ? [process.env["CHROMIUM"]] : names;
  const found = wanted.map((name) => Bun.which(name)).find((path) => path !== null);
  if (!found)
    throw new Error(
      `no browser: install Debian's chromium, or point CHROMIUM at one (tried ${wanted.join(", ")})`,
    );
  return found;
}

/** Nothing but the pages under test: no first-run page, no update, no call home. */
function settings(): { executablePath: string; args: string[] } {
  const asRoot = process.getuid?.() === 0;
  const args = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Chromium's own sandbox refuses to work for root, as in most containers.
    ...(asRoot ? ["--no-sandbox"] : []),
  ];
  return { executablePath: executable(), args };
}

/** A browser of its own: `await using browser = await launchBrowser()`. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(settings());

/** The same with one profile, kept in a folder, that every tab shares. */
export function launchProfile(folder: string, args: string[]): Promise<BrowserContext> {
  const { executablePath, args: usual } = settings();
  return chromium.launchPersistentContext(folder, { executablePath, args: [...usual, ...args] });
}
